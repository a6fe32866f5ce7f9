using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Mesh.Reading;
using CanaryMesh.Mesh.Watching;

namespace CanaryMesh.Mesh.GatewayApi;

/// <summary>The controller's memory: when it saw each route change, and which routes it has accepted as they were.</summary>
internal sealed class RouteAdmission(string controller, TimeSpan delay)
{
    private readonly Dictionary<string, (int Generation, DateTimeOffset At)> _seen = [];
    private readonly Dictionary<string, AcceptedRoute> _accepted = [];

    /// <summary>The routes that are served now, the oldest first.</summary>
    public IReadOnlyList<AcceptedRoute> Accepted =>
        [.. ObjectNames.OldestFirst(_accepted.Values.Select(each => each.Route)).Select(route => _accepted[route.Key()])];

    /// <summary>Judges what is due and gives the statuses that are to be written.</summary>
    public IReadOnlyList<(JsonElement Route, JsonArray Parents)> Look(ClusterObjects objects, RouteRefusal? refusal, DateTimeOffset now)
    {
        var routes = objects.Of(MeshKind.HttpRoutes).Where(route => !route.IsLeaving()).ToList();
        Forget([.. routes.Select(route => route.Key())]);
        return
        [
            .. routes.Where(route => IsDue(route, now))
                .Select(route => (Route: route, Parents: Judge(route, objects, refusal, now)))
                .Where(each => !RouteStatus.Stands(each.Route, each.Parents)),
        ];
    }

    // Until a changed route is due, it is served as it was.
    private bool IsDue(JsonElement route, DateTimeOffset now)
    {
        if (!_seen.TryGetValue(route.Key(), out var seen) || seen.Generation != route.Generation())
        {
            _seen[route.Key()] = seen = (route.Generation(), now);
        }
        return now - seen.At >= delay;
    }

    private JsonArray Judge(JsonElement route, ClusterObjects objects, RouteRefusal? refusal, DateTimeOffset now)
    {
        var verdicts = RouteVerdicts.Of(
            route, key => objects.Find(MeshKind.Gateways, key), key => objects.Find(MeshKind.Services, key) is not null, refusal);
        IReadOnlyList<string> gateways = [.. verdicts.Where(verdict => verdict.IsAccepted).Select(verdict => verdict.Gateway)];
        _accepted[route.Key()] = new AcceptedRoute(route, gateways);
        return RouteStatus.Parents(route, verdicts, controller, now);
    }

    private void Forget(HashSet<string> kept)
    {
        foreach (var gone in _seen.Keys.Where(key => !kept.Contains(key)).ToList())
        {
            _seen.Remove(gone);
            _accepted.Remove(gone);
        }
    }
}

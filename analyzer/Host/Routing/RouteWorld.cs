using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>The route objects of one rollout as one tick read them: what it writes is made of these, so a change in between is a conflict.</summary>
internal sealed class RouteWorld(ProviderKind kind, IRouteProvider provider, RouteIntent intent, RouteDirectory directory)
{
    private readonly Dictionary<(KubeKind, string), JsonObject?> _found = [];

    public ProviderKind Kind => kind;

    public IRouteProvider Provider => provider;

    /// <summary>Time since this leader last wrote the route; null if it has not.</summary>
    public TimeSpan? WrittenFor => directory.WrittenFor(provider.Kinds[0], Key(intent.Apex));

    /// <summary>The route says what it said before we came: whoever keeps it in Git has applied it again.</summary>
    public bool IsOriginal => Find(provider.Kinds[0], intent.Apex) is { } found && RouteOriginal.Of(found) is { } original && JsonNode.DeepEquals(original.Spec, found["spec"]);

    /// <summary>The intent at the share that is in force.</summary>
    public RouteIntent Intent => intent;

    /// <summary>Every object that may be ours.</summary>
    public IEnumerable<(KubeKind Kind, JsonObject Object)> Present =>
        from written in provider.Kinds
        from name in new[] { intent.Apex, intent.Primary, intent.OnTrial }
        let found = Find(written, name)
        where found is not null
        select (written, found);

    /// <summary>Whether anything has to be given back when the Canary goes.</summary>
    public bool HasOurs => Present.Any(each => provider.Restore(each.Object) is not RouteReturn.Leave);

    public RouteReading Read() => provider.Read(intent, Find);

    public RoutePlan Desired(RouteIntent other) => provider.Desired(other, Find);

    /// <summary>Those objects of a plan that do not say yet what they should.</summary>
    public IEnumerable<RouteObject> Due(RoutePlan plan) =>
        plan.Objects.Where(each => Find(each.Kind, Name(each)) is not { } found || !directory.IsWritten(each.Kind, Key(Name(each)), each.Body, found));

    public JsonObject? Find(KubeKind kind, string name)
    {
        if (!_found.TryGetValue((kind, name), out var found))
        {
            _found[(kind, name)] = found = directory.Find(kind, Key(name));
        }

        return found;
    }

    public void Wrote(RouteObject sent, JsonObject result)
    {
        directory.Wrote(sent.Kind, Key(Name(sent)), sent.Body, result);
        _found[(sent.Kind, Name(sent))] = result;
    }

    public void Removed(KubeKind kind, string name)
    {
        directory.Removed(kind, Key(name));
        _found[(kind, name)] = null;
    }

    public static string Name(RouteObject each) => (string)each.Body["metadata"]!["name"]!;

    private ObjectKey Key(string name) => new(intent.Namespace, name);
}

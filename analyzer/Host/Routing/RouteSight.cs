using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>What the planner may know where a route splits: the object is the record of what is in force.</summary>
internal static class RouteSight
{
    /// <summary>Endpoints come after their Service or pod, and a mesh hears of them after that: nobody is led there before.</summary>
    public static readonly TimeSpan EndpointsArrive = TimeSpan.FromSeconds(3);

    public static RolloutObservation Read(RolloutObservation seen, RouteWorld route, IReadOnlyList<JsonObject> sides, TimeSpan leaderFor)
    {
        var reading = route.Read();
        var weight = reading.IsMarked ? reading.Weight : null;
        var edit = seen.Leaving ? null : Edit(seen, route, reading);
        var plan = route.Desired(route.Intent.At(seen, weight ?? seen.Status.Weight, reading.Mirror));
        var faults = plan.Faults.Concat(route.Desired(Largest(seen, route, reading)).Faults).Distinct().ToList();
        var isWritten = reading.IsMarked && (edit is not null || !route.Due(plan).Any());
        return seen with
        {
            Steering = seen.Leaving ? route.HasOurs ? SteeringObservation.Pending : SteeringObservation.Off
                : isWritten ? SteeringObservation.Steered
                : sides.Count < 2 || sides.Any(service => ClusterCaches.Age(service, seen.ObservedAt) < EndpointsArrive) ? SteeringObservation.NotReady
                : SteeringObservation.Due,
            Routes = new()
            {
                IsByRoute = true,
                Asked = weight,
                Served = weight,
                Settled = faults.Count == 0 && edit is null && reading is { IsMarked: true, Hindrance: null, Weight: not null },
                ForeignEdit = edit,
                Hindrance = reading.Hindrance,
                Refused = faults.Count > 0 ? string.Join("; ", faults) : null,
                WrittenFor = route.WrittenFor,
                LeaderFor = leaderFor,
            },
        };
    }

    // Lanes and cookies come with the first weight: what has no room then is said before it.
    private static RouteIntent Largest(RolloutObservation seen, RouteWorld route, RouteReading reading) =>
        route.Intent.At(seen, Math.Max(1, StepSchedule.Last(seen.Spec.Steps)), reading.Mirror);

    // Whoever applies a route of Git again at rest undoes no decision; in a run, and whoever drops our mark in one, does.
    private static string? Edit(RolloutObservation seen, RouteWorld route, RouteReading reading) => reading switch
    {
        { Exists: true, IsMarked: false } when seen.Status.Weight > 0 => $"the route {route.Intent.Apex} was replaced by another and has our mark no more",
        { ForeignEdit: not null } when seen is { Copy: null, Status: { Weight: 0, Phase: RolloutPhase.Initialized or RolloutPhase.Succeeded or RolloutPhase.Failed } } && route.IsOriginal => null,
        _ => reading.ForeignEdit,
    };
}

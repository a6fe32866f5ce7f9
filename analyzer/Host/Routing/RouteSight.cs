using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>What the planner may know where a route splits: the object is the record of what is in force.</summary>
internal static class RouteSight
{
    // Endpoints come after their Service, and a mesh hears of both after that: nobody is led to a side before.
    private static readonly TimeSpan ServicesArrive = TimeSpan.FromSeconds(3);

    public static RolloutObservation Read(RolloutObservation seen, RouteWorld route, IReadOnlyList<JsonObject> sides, TimeSpan leaderFor)
    {
        var reading = route.Read();
        var weight = reading.IsMarked ? reading.Weight : null;
        var plan = route.Desired(route.Intent.At(seen, weight ?? seen.Status.Weight, reading.Mirror));
        var isWritten = reading.IsMarked && (reading.ForeignEdit is not null || !route.Due(plan).Any());
        return seen with
        {
            Steering = seen.Leaving ? route.HasOurs ? SteeringObservation.Pending : SteeringObservation.Off
                : isWritten ? SteeringObservation.Steered
                : sides.Count < 2 || sides.Any(service => ClusterCaches.Age(service, seen.ObservedAt) < ServicesArrive) ? SteeringObservation.NotReady
                : SteeringObservation.Due,
            Routes = new()
            {
                IsByRoute = true,
                Asked = weight,
                Served = weight,
                Settled = plan.Faults.Count == 0 && reading is { IsMarked: true, ForeignEdit: null, Hindrance: null, Weight: not null },
                ForeignEdit = seen.Leaving ? null : reading.ForeignEdit,
                Hindrance = reading.Hindrance,
                Refused = plan.Faults.Count > 0 ? string.Join("; ", plan.Faults) : null,
                LeaderFor = leaderFor,
            },
        };
    }
}

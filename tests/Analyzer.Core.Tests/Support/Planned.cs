using System.Globalization;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Core.Tests.Support;

/// <summary>Plans, and reads plans in few words.</summary>
internal static class Planned
{
    public static RolloutPlan Plan(this RolloutObservation seen, Verdict verdict = Verdict.Inconclusive) => RolloutPlanner.Plan(seen, Some.Judged(verdict));

    /// <summary>The plan of a changed target.</summary>
    public static RolloutObservation Target(this RolloutObservation seen, Func<TargetObservation, TargetObservation> change) => seen with { Target = change(seen.Target!) };

    public static RolloutObservation Status(this RolloutObservation seen, Func<RolloutStatus, RolloutStatus> change) => seen with { Status = change(seen.Status) };

    public static RolloutObservation Routes(this RolloutObservation seen, Func<RouteObservation, RouteObservation> change) => seen with { Routes = change(seen.Routes) };

    public static RolloutObservation Copy(this RolloutObservation seen, Func<CopyObservation, CopyObservation> change) => seen with { Copy = change(seen.Copy ?? new()) };

    public static RolloutObservation Commanded(this RolloutObservation seen, CommandVerb verb) => seen with { Command = Some.Command(verb) };

    public static bool Does<T>(this RolloutPlan plan) where T : RolloutAction => plan.Actions.OfType<T>().Any();

    public static T Only<T>(this RolloutPlan plan) where T : RolloutAction => Assert.Single(plan.Actions.OfType<T>());

    public static int Weight(this RolloutPlan plan) => plan.Only<RolloutAction.SetWeight>().Weight;

    public static int IndexOf<T>(this RolloutPlan plan) where T : RolloutAction => plan.Actions.ToList().FindIndex(action => action is T);

    /// <summary>What is done, without what is said: "weight 10, HoldTarget".</summary>
    public static string Words(this RolloutPlan plan) => string.Join(", ", plan.Actions.Where(action => action is not RolloutAction.Announce).Select(Word));

    private static string Word(RolloutAction action) => action switch
    {
        RolloutAction.SetWeight weight => string.Create(CultureInfo.InvariantCulture, $"weight {weight.Weight}"),
        RolloutAction.ScaleCopy scale => string.Create(CultureInfo.InvariantCulture, $"ScaleCopy {scale.Replicas}"),
        RolloutAction.CreateCopy create => string.Create(CultureInfo.InvariantCulture, $"CreateCopy {create.Replicas}"),
        RolloutAction.EmptyReplicaSet empty => $"EmptyReplicaSet {empty.Name}",
        RolloutAction.DeleteReplicaSets delete => $"DeleteReplicaSets {string.Join(' ', delete.Names)}",
        _ => action.GetType().Name,
    };
}

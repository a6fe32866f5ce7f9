using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>The record → a merge patch of the Canary's status, with nulls where a member goes away. Null if nothing changes.</summary>
internal static class StatusWriter
{
    private static readonly string[] Why = ["reason", "message"];

    public static JsonObject? Patch(JsonObject canary, RolloutStatus status, int? applied, DateTimeOffset now, TimeSpan? lookAgainAfter)
    {
        var before = canary["status"] as JsonObject ?? [];
        var recorded = JsonSerializer.SerializeToNode(Shape(canary, status, applied, now), ResourceJson.Default.CanaryStatus) as JsonObject ?? [];
        if (status.Reason is RolloutReason.BelongsToFlagger)
        {
            return Said(before, recorded);
        }

        recorded["conditions"] = Beside(before["conditions"] as JsonArray, recorded["conditions"]!.AsArray());
        var patch = new JsonObject();
        foreach (var (name, value) in recorded)
        {
            if (!JudgingStatus.Holds(name) && !JsonNode.DeepEquals(value, before[name]))
            {
                patch[name] = value?.DeepClone();
            }
        }

        foreach (var name in Ours.Where(name => before[name] is not null && !recorded.ContainsKey(name)))
        {
            patch[name] = null;
        }

        if (patch.Count == 0)
        {
            return null;
        }

        JudgingStatus.Join(patch, recorded, before);
        // Alone it would change at every tick: it is only written along with something that matters.
        patch["nextLookTime"] = lookAgainAfter is { } after && after > TimeSpan.FromSeconds(1) ? KubeTime.Seconds(now + after) : null;
        return new() { ["status"] = patch };
    }

    // Phase, weight and counters are what a running Flagger goes on from: only why we leave it alone is written beside them.
    private static JsonObject? Said(JsonObject before, JsonObject recorded)
    {
        var said = new JsonObject(Why
            .Where(name => !JsonNode.DeepEquals(recorded[name], before[name]))
            .Select(name => KeyValuePair.Create(name, recorded[name]?.DeepClone())));
        return said.Count == 0 ? null : new() { ["status"] = said };
    }

    // Conditions of others stay as and where they are.
    private static JsonArray Beside(JsonArray? before, JsonArray ours)
    {
        var all = before?.Select(each => each?.DeepClone()).ToList() ?? [];
        foreach (var one in ours)
        {
            var place = all.FindIndex(each => each.Text("type") == one.Text("type"));
            if (place >= 0)
            {
                all[place] = one!.DeepClone();
            }
            else
            {
                all.Add(one!.DeepClone());
            }
        }

        return [.. all];
    }

    // Written at every step the condition would only make noise; what holds a rollout up belongs where people look.
    private static bool HoldsUp(string? reason) => reason is not null && Alerting.Contains(reason);

    private static readonly string[] Alerting =
    [
        nameof(RolloutReason.PromotionStalled), nameof(RolloutReason.ProxyFailed), nameof(RolloutReason.PodsNotInjected), nameof(RolloutReason.WaitingForProxies),
        nameof(RolloutReason.MetricSourceDown), nameof(RolloutReason.NoData), nameof(RolloutReason.NoTraffic), nameof(RolloutReason.Steering), nameof(RolloutReason.ForeignObject),
        nameof(RolloutReason.WebhookBypassed), nameof(RolloutReason.Suspended), nameof(RolloutReason.PrimaryLost),
        nameof(RolloutReason.CopyUnschedulable), nameof(RolloutReason.CopyNotAdmitted), nameof(RolloutReason.ScalerConflict),
        nameof(RolloutReason.NetworkPolicyBlocks), nameof(RolloutReason.NetworkPolicyElsewhere),
        nameof(RolloutReason.WaitingForGate), nameof(RolloutReason.Paused), nameof(RolloutReason.HookFailed), nameof(RolloutReason.RouteEdited),
        nameof(RolloutReason.LooksWorse), nameof(RolloutReason.LimitInDoubt), nameof(RolloutReason.PrimaryFailsToo),
    ];

    private static readonly string[] Ours =
        ["trialSpec", "refusedSpec", "releasedSpec", "usedSkip", "stepStartTime", "trialStartTime", "waitStartTime", "holdStartTime", "holdToldTime", "primaryReplicasAtStart", "primaryScaledToZero", "lastCommand", "appliedWeight",
        "checks", "firstWeightTime", "hooksTime", "inconclusiveChecks", "erroredChecks", "lastCommandBy", "lastCommandTime", "pausedTime", "gate", "ending",
        "suspendedTime", "seenThreshold", "seenReset", "strategy"];

    private static CanaryStatus Shape(JsonObject canary, RolloutStatus status, int? applied, DateTimeOffset now) => new()
    {
        Phase = Phase(status),
        FailedChecks = status.FailedChecks,
        CanaryWeight = status.Weight,
        Iterations = Iterations(canary, status),
        LastAppliedSpec = LastApplied(status),
        LastPromotedSpec = status.LastPromoted,
        LastTransitionTime = status.PhaseSince is { } phase ? KubeTime.Whole(phase) : null,
        ObservedGeneration = canary.Number("metadata", "generation"),
        TrialSpec = status.Trial,
        PromotedSpecs = status.Promoted,
        RefusedSpec = status.Refused,
        ReleasedSpec = status.Released,
        UsedSkip = status.UsedSkip,
        PrimaryReplicasAtStart = status.PrimaryReplicasAtStart,
        PrimaryScaledToZero = status.PrimaryAway ? true : null,
        Reason = status.Reason.ToString(),
        Message = status.Message,
        TrialStartTime = status.TrialStartedAt is { } began ? KubeTime.Whole(began) : null,
        WaitStartTime = status.WaitStartedAt is { } waiting ? KubeTime.Whole(waiting) : null,
        StepStartTime = status.StepStartedAt,
        HoldStartTime = status.HeldSince,
        HoldToldTime = status.HoldToldAt,
        PassedChecks = status.PassedChecks,
        InconclusiveChecks = status.InconclusiveChecks > 0 ? status.InconclusiveChecks : null,
        ErroredChecks = status.ErroredChecks > 0 ? status.ErroredChecks : null,
        Checks = status.Checks.Count > 0 ? [.. status.Checks.Select(Check)] : null,
        FirstWeightTime = status.FirstWeightAt,
        HooksTime = status.HooksSince,
        AppliedWeight = applied,
        LastCommand = status.LastCommand,
        LastCommandBy = status.LastCommandBy,
        LastCommandTime = status.LastCommandAt,
        PausedTime = status.PausedSince,
        SuspendedTime = status.SuspendedSince,
        SeenThreshold = status.SeenThreshold,
        SeenReset = status.SeenReset,
        Strategy = status.Strategy?.Word(),
        Gate = GateRecord.Write(status.Gate),
        Ending = GateRecord.Write(status.Post),
        Judging = JudgingStatus.Write(status.Judging),
        Traffic = JudgingStatus.Write(status.Traffic),
        Conditions = [PromotedCondition(canary, status, now), .. RoutedCondition(canary, status, now)],
    };

    private static CanaryCheck Check(CheckRecord check) =>
        new() { Name = check.Name, Verdict = check.Verdict.ToString(), Value = check.Value, Min = check.Min, Max = check.Max, Query = check.Query.Length > 0 ? check.Query : null };

    // Flagger's number: it is of a run by iterations, and gone with the run.
    private static int Iterations(JsonObject canary, RolloutStatus status) =>
        status.Phase is RolloutPhase.Progressing or RolloutPhase.Promoting && canary.Number("spec", "analysis", "iterations") > 0 ? status.PassedChecks : 0;

    // The trial of a run that is over stays on record; it is not what was acted on last once another version rolled.
    private static string? LastApplied(RolloutStatus status) => status.Phase switch
    {
        RolloutPhase.Progressing or RolloutPhase.Promoting or RolloutPhase.Finalising => status.Trial,
        RolloutPhase.Failed => status.Refused ?? status.LastPromoted,
        RolloutPhase.Initializing or RolloutPhase.Initialized or RolloutPhase.Succeeded or RolloutPhase.Terminating => status.Released ?? status.LastPromoted,
    };

    // Flagger's meaning: True where a promoted version runs, False after a refusal, Unknown in between.
    private static CanaryCondition PromotedCondition(JsonObject canary, RolloutStatus status, DateTimeOffset now)
    {
        var value = PhaseWord.Of(status) == PhaseWord.Waiting ? "Unknown" : status.Phase switch
        {
            RolloutPhase.Initialized or RolloutPhase.Succeeded => "True",
            RolloutPhase.Failed => "False",
            RolloutPhase.Initializing or RolloutPhase.Progressing or RolloutPhase.Promoting or RolloutPhase.Finalising or RolloutPhase.Terminating => "Unknown",
        };
        var before = canary.Objects("status", "conditions").FirstOrDefault(each => each.Text("type") == CanaryCondition.Promoted);
        var same = before.Text("status") == value && before.Text("reason") == Phase(status).ToString();
        var isQuiet = same && status.Phase is RolloutPhase.Progressing or RolloutPhase.Promoting && !HoldsUp(status.Reason.ToString()) && !HoldsUp(canary.Text("status", "reason"));
        var message = isQuiet && before.Text("message") is { } text ? text : status.Message;
        var time = KubeTime.Whole(now);
        return new()
        {
            Type = CanaryCondition.Promoted,
            Status = value,
            Reason = Phase(status).ToString(),
            Message = message,
            LastUpdateTime = same && before.Text("message") == message ? Time(before, "lastUpdateTime") ?? time : time,
            LastTransitionTime = before.Text("status") == value ? Time(before, "lastTransitionTime") ?? time : time,
        };
    }

    private static IEnumerable<CanaryCondition> RoutedCondition(JsonObject canary, RolloutStatus status, DateTimeOffset now)
    {
        if (status.Provider is not { } provider)
        {
            yield break;
        }

        var before = canary.Objects("status", "conditions").FirstOrDefault(each => each.Text("type") == CanaryCondition.Routed);
        var same = before.Text("reason") == provider.Kind.ToString() && before.Text("message") == provider.Why;
        var time = KubeTime.Whole(now);
        yield return new()
        {
            Type = CanaryCondition.Routed,
            Status = "True",
            Reason = provider.Kind.ToString(),
            Message = provider.Why,
            LastUpdateTime = same ? Time(before, "lastUpdateTime") ?? time : time,
            LastTransitionTime = Time(before, "lastTransitionTime") ?? time,
        };
    }

    private static CanaryPhase Phase(RolloutStatus status) => PhaseWord.Of(status) switch
    {
        PhaseWord.Waiting => CanaryPhase.Waiting,
        PhaseWord.WaitingPromotion => CanaryPhase.WaitingPromotion,
        _ => Phase(status.Phase),
    };

    private static CanaryPhase Phase(RolloutPhase phase) => phase switch
    {
        RolloutPhase.Initializing => CanaryPhase.Initializing,
        RolloutPhase.Initialized => CanaryPhase.Initialized,
        RolloutPhase.Progressing => CanaryPhase.Progressing,
        RolloutPhase.Promoting => CanaryPhase.Promoting,
        RolloutPhase.Finalising => CanaryPhase.Finalising,
        RolloutPhase.Succeeded => CanaryPhase.Succeeded,
        RolloutPhase.Failed => CanaryPhase.Failed,
        RolloutPhase.Terminating => CanaryPhase.Terminating,
    };

    private static DateTimeOffset? Time(JsonObject? condition, string name) =>
        DateTimeOffset.TryParse(condition.Text(name), System.Globalization.CultureInfo.InvariantCulture, out var time) ? time : null;
}

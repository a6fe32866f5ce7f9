using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>At a weight, or at none in a rehearsal: seen applied, looked at for an interval, judged, then one step up, promoted, or rolled back in the same tick.</summary>
internal static class StepPlanning
{
    private static readonly TimeSpan RetryOfBrokenSource = TimeSpan.FromSeconds(5);

    internal static RolloutPlan Of(RolloutObservation seen, Judgement judgement)
    {
        // What has just failed counts before the plan's new maximum does.
        if (seen.Weight > StepSchedule.Last(seen.Spec.Steps) && judgement.Verdict is not Verdict.Failed)
        {
            return Lowered(seen);
        }

        seen = seen with { Status = seen.Status with { StepStartedAt = Start(seen) } };
        if (!seen.Routes.Settled)
        {
            return Unsettled(seen);
        }

        if (seen.Status.StepStartedAt is not { } start)
        {
            var begun = Stay(seen, RolloutReason.Analysing, $"weight {seen.Weight} is applied; the interval runs", seen.Spec.Interval);
            begun = begun with { Status = begun.Status with { StepStartedAt = seen.ObservedAt, HooksSince = null, Weight = seen.Weight, Gate = seen.Weight == 0 ? null : begun.Status.Gate } };
            return begun with { Calls = StepTests.Calls(seen with { Status = begun.Status }) };
        }

        var due = start + seen.Spec.Interval;
        return due > seen.ObservedAt ? EarlyStep.Of(seen, judgement, due) ?? Running(seen, due) : Tested(seen) ?? Judge(seen, judgement);
    }

    internal static RolloutPlan Running(RolloutObservation seen, DateTimeOffset due)
    {
        // An outage, a want of traffic or a suspicion lasts until a look has had an answer, not until the next look.
        var reason = Stands(seen.Status.Reason) ? seen.Status.Reason : RolloutReason.Analysing;
        var message = seen.Status.Reason == reason ? seen.Status.Message : $"weight {seen.Weight} is being looked at";
        message = seen.Comparison is { IsAdvice: true } advice ? $"weight {seen.Weight} is being looked at; {advice.Sentence}" : message;
        return Stay(seen, reason, message, EarlyStep.LookAgain(seen, due)) with { Calls = StepTests.Calls(seen) };
    }

    private static bool Stands(RolloutReason reason) => reason
        is RolloutReason.MetricSourceDown or RolloutReason.NoData or RolloutReason.NoTraffic or RolloutReason.LooksWorse or RolloutReason.LimitInDoubt or RolloutReason.PrimaryFailsToo;

    // A hook that fails is a failed check, and the metrics are not asked; one that has not answered holds the judgement up.
    private static RolloutPlan? Tested(RolloutObservation seen) => StepTests.Of(seen) switch
    {
        HookRound.Asking asking => Stay(seen, RolloutReason.WaitingForGate, $"rollout hook {asking.Call.Hook.Name} has not answered yet", seen.Spec.Interval) with { Calls = [asking.Call] },
        HookRound.Refused refused => Failed(seen, $"rollout hook {refused.Outcome.Hook.Name}: {refused.Outcome.Sentence}"),
        _ => null,
    };

    // A weight that left no record has had no interval yet, and a leader that was away has delayed nobody.
    private static DateTimeOffset? Start(RolloutObservation seen) => seen switch
    {
        _ when seen.Weight != seen.Status.Weight => null,
        { Routes.Asked: null } when seen.Status.StepStartedAt < seen.ObservedAt - seen.Spec.Interval => seen.ObservedAt - seen.Spec.Interval,
        _ => seen.Status.StepStartedAt,
    };

    /// <summary>The next weight, asked for now.</summary>
    internal static RolloutPlan Advance(RolloutObservation seen, int weight, RolloutStatus status) =>
        To(seen, weight, status, $"Advance {Draft.Name(seen)} canary weight {weight}{EarlyStep.Ground(seen)}");

    // A share above what the plan now allows goes down at once, and is looked at for a whole interval.
    private static RolloutPlan Lowered(RolloutObservation seen)
    {
        var last = StepSchedule.Last(seen.Spec.Steps);
        return To(seen, last, seen.Status with { HooksSince = null }, $"Lower {Draft.Name(seen)} canary weight to {last}: it was {seen.Weight}, and the largest of the plan is {last} now");
    }

    private static RolloutPlan To(RolloutObservation seen, int weight, RolloutStatus status, string message) => new(
        [new RolloutAction.SetWeight(weight), .. NewVersionPlan.Guards(seen.Target!), .. Steering(seen), new RolloutAction.Announce(false, RolloutReason.WaitingForWeight, message)],
        status with { Weight = weight, StepStartedAt = null, Gate = null, Reason = RolloutReason.WaitingForWeight, Message = message },
        Draft.Soon);

    private static RolloutPlan Judge(RolloutObservation seen, Judgement judgement) => judgement.Verdict switch
    {
        Verdict.Passed when seen.Copy is { Ready: 0 } => Lost(seen),
        Verdict.Passed => ComparedStep.Held(seen) ?? Passed(seen, judgement),
        Verdict.Inconclusive when seen.Copy is { Ready: 0 } => Lost(seen),
        Verdict.Inconclusive when TrialSteering.IsMissing(seen) => TrialSteering.StartOver(seen),
        Verdict.Inconclusive when judgement.IsUnshown => Again(seen, RolloutReason.LimitInDoubt, $"Halt {Draft.Name(seen)} advancement: {judgement.Sentence}"),
        Verdict.Inconclusive when judgement.IsShared => Again(seen, RolloutReason.PrimaryFailsToo, $"Halt {Draft.Name(seen)} advancement: {judgement.Sentence}"),
        Verdict.Inconclusive when NoTraffic.Of(seen) is { } none => judgement.IsEarly
            ? Early(seen, RolloutReason.NoTraffic, none)
            : Again(seen, RolloutReason.NoTraffic, none + WithoutProxies(seen)),
        Verdict.Inconclusive when judgement.IsEarly => Early(seen, RolloutReason.Analysing, judgement.Sentence),
        Verdict.Inconclusive => Again(seen, RolloutReason.NoData, $"Halt {Draft.Name(seen)} advancement: no values found: {judgement.Sentence}{WithoutProxies(seen)}"),
        Verdict.Errored => Sooner(seen, RetryOfBrokenSource, Stay(
            seen,
            RolloutReason.MetricSourceDown,
            $"Halt {Draft.Name(seen)} advancement: {judgement.Sentence}",
            seen.Spec.Interval < RetryOfBrokenSource ? seen.Spec.Interval : RetryOfBrokenSource,
            aloud: true)),
        Verdict.Failed => ShownLimits.Ended(seen, judgement) ?? Failed(seen, judgement.Sentence),
    };

    // Nothing is missing but time; the other checks are looked at meanwhile, and may fail.
    private static RolloutPlan Early(RolloutObservation seen, RolloutReason reason, string message)
    {
        var first = seen.Status.FirstWeightAt ?? seen.ObservedAt;
        var wait = first + seen.Spec.Checks.Where(check => check.LooksBack).Select(check => check.Window).DefaultIfEmpty().Max() - seen.ObservedAt;
        wait = wait > TimeSpan.Zero && wait < seen.Spec.Interval ? wait : seen.Spec.Interval;
        return Sooner(seen, wait, Stay(seen, reason, message, wait, aloud: reason is RolloutReason.NoTraffic));
    }

    // Not before it is due again, whatever else makes us look.
    private static RolloutPlan Sooner(RolloutObservation seen, TimeSpan after, RolloutPlan plan) =>
        plan with
        {
            Status = plan.Status with
            {
                StepStartedAt = seen.ObservedAt - seen.Spec.Interval + (after < seen.Spec.Interval ? after : seen.Spec.Interval),
                HooksSince = StepTests.Since(seen.Status),
            },
        };

    private static string WithoutProxies(RolloutObservation seen) =>
        seen.Target!.Unproxied.Count > 0 ? $"; pods without a proxy split nothing: {string.Join(", ", seen.Target.Unproxied)}" : "";

    internal static RolloutPlan Passed(RolloutObservation seen, Judgement judgement)
    {
        var status = seen.Status with { PassedChecks = seen.Status.PassedChecks + 1, Reason = RolloutReason.ChecksPassed, Message = judgement.Sentence };
        if (IsRepeated(seen, status.PassedChecks))
        {
            return Repeat(seen, status);
        }

        if (StepSchedule.Next(seen.Spec.Steps, seen.Weight) is not { } next)
        {
            var (kept, opened) = StepGates.Of(seen, promotes: true);
            return kept ?? PromotionPlan.Begin(seen with { Status = status }, RolloutReason.Promoting, judgement.Sentence + EarlyStep.Ground(seen)).Saying(opened);
        }

        var needed = StepSchedule.PodsFor(next, seen.Status.PrimaryReplicasAtStart);
        if (StepSchedule.IsEnough(seen.Spec, seen.Copy!.Ready, seen.Copy.Replicas, needed))
        {
            var (halt, said) = StepGates.Of(seen, promotes: false);
            return halt ?? Advance(seen, next, status).Saying(said);
        }

        if (seen.Copy.Unproxied.Count > 0)
        {
            return Due(seen, Stay(seen, RolloutReason.PodsNotInjected, CopyPlan.NotInjected(seen.Copy), Draft.Soon, aloud: true));
        }

        if (seen.Copy.Replicas >= needed && Overdue(seen) is { } late)
        {
            return Rollback.Of(
                seen,
                RolloutReason.ReadinessDeadlineExceeded,
                $"the copy had {seen.Copy.Ready} of the {needed} ready pods that weight {next} needs after {late.TotalSeconds:0} s; the deadline is {seen.Spec.ProgressDeadline.TotalSeconds:0} s{CopyPlan.Why(seen.Copy)}");
        }

        // Not counted as passed yet: the step is judged again when there is room for the next one.
        var message = $"weight {next} needs {needed} ready pods of the copy; {seen.Copy.Ready} are ready{CopyPlan.Why(seen.Copy)}";
        var reason = CopyPlan.Waiting(seen.Copy);
        return seen.Copy.Replicas >= needed
            ? Stay(seen, reason, message, Draft.Soon, aloud: reason is not RolloutReason.WaitingForCopy)
            : Due(seen, Stay(seen, RolloutReason.WaitingForCopy, message, Draft.Soon, aloud: false, new RolloutAction.ScaleCopy(needed)));
    }

    // At weight 0 the checks of the rehearsal, at the last weight what is missing of the iterations.
    internal static bool IsRepeated(RolloutObservation seen, int passed) => StepSchedule.Next(seen.Spec.Steps, seen.Weight) is null
        ? passed < seen.Spec.Iterations
        : seen.Weight == 0 && passed < seen.Spec.ChecksAtZero;

    private static RolloutPlan Repeat(RolloutObservation seen, RolloutStatus status)
    {
        var message = $"Advance {Draft.Name(seen)} canary iteration {status.PassedChecks}/{Math.Max(seen.Spec.Iterations, seen.Spec.ChecksAtZero)}: {status.Message}";
        var stay = Stay(seen, RolloutReason.ChecksPassed, message, seen.Spec.Interval, aloud: false, new RolloutAction.Announce(false, RolloutReason.ChecksPassed, message));
        return stay with { Status = stay.Status with { PassedChecks = status.PassedChecks, StepStartedAt = seen.ObservedAt, HooksSince = null } };
    }

    // The step is judged again from now on: what went by before (an outage, a copy not yet asked for more pods) is no delay of the copy's.
    private static RolloutPlan Due(RolloutObservation seen, RolloutPlan plan) => plan with { Status = plan.Status with { StepStartedAt = seen.ObservedAt - seen.Spec.Interval, HooksSince = StepTests.Since(seen.Status) } };

    // No data, since nothing of the copy is ready any more: the step goes on when it is back, and ends the trial if it is not in time.
    private static RolloutPlan Lost(RolloutObservation seen) => Overdue(seen) is { } late
        ? Rollback.Of(
            seen,
            RolloutReason.ReadinessDeadlineExceeded,
            $"no pod of the copy was ready at weight {seen.Weight} for {late.TotalSeconds:0} s; the deadline is {seen.Spec.ProgressDeadline.TotalSeconds:0} s{CopyPlan.Why(seen.Copy)}")
        : Stay(seen, CopyPlan.Waiting(seen.Copy), $"no pod of the copy is ready at weight {seen.Weight}{CopyPlan.Why(seen.Copy)}", seen.Spec.Interval, aloud: true);

    // Counted from the end of the step's interval.
    private static TimeSpan? Overdue(RolloutObservation seen) =>
        seen.ObservedAt - seen.Status.StepStartedAt - seen.Spec.Interval is { } waited && waited >= seen.Spec.ProgressDeadline ? waited : null;

    private static RolloutPlan Failed(RolloutObservation seen, string sentence)
    {
        var failed = seen.Status.FailedChecks + 1;
        if (failed >= seen.Spec.Threshold)
        {
            return Rollback.Of(
                seen with { Status = seen.Status with { FailedChecks = failed } },
                RolloutReason.ChecksFailed,
                $"{sentence} at weight {seen.Weight}: failed checks reached the threshold of {seen.Spec.Threshold}");
        }

        var message = $"Halt {Draft.Name(seen)} advancement: {sentence} ({failed} of {seen.Spec.Threshold} failed checks)";
        var again = Again(seen, RolloutReason.CheckFailed, message);
        List<RolloutAction> actions = [.. again.Actions.Where(action => action is not RolloutAction.Announce), new RolloutAction.Announce(true, RolloutReason.CheckFailed, message)];
        return again with { Actions = actions, Status = again.Status with { FailedChecks = failed } };
    }

    /// <summary>The same weight for one more interval.</summary>
    internal static RolloutPlan Again(RolloutObservation seen, RolloutReason reason, string message, bool aloud = true)
    {
        var stay = Stay(seen, reason, message, seen.Spec.Interval, aloud);
        return stay with { Status = stay.Status with { StepStartedAt = seen.ObservedAt, HooksSince = null } };
    }

    private static RolloutPlan Unsettled(RolloutObservation seen)
    {
        if (seen.Routes is { Connected: 0, Missing: 0 } && seen.Target is { Unproxied: { Count: > 0 } names })
        {
            var nobody = Stay(
                seen, RolloutReason.PodsNotInjected, $"no ready pod of the primary has a proxy, so nothing is split: {Draft.Bare(names)}", Draft.Soon, aloud: true);
            return nobody with { Status = nobody.Status with { Weight = seen.Weight } };
        }

        if (seen.Routes.IsByRoute)
        {
            var held = Stay(seen, RolloutReason.WaitingForWeight, $"weight {seen.Weight} is written and has no effect yet: {seen.Routes.Hindrance ?? "the route is not there"}", Draft.Soon, aloud: true);
            return held with { Status = held.Status with { Weight = seen.Weight } };
        }

        var refusal = seen.Routes.Refused is { } why ? $"; a proxy refused it: {why}" : "";
        var waiting = seen.Routes.Missing > 0 ? $"; {seen.Routes.Missing} proxies are not connected" : "";
        var stay = Stay(seen, RolloutReason.WaitingForWeight, $"weight {seen.Weight} is not yet reported by every proxy{waiting}{refusal}", Draft.Soon, aloud: refusal.Length > 0);
        return stay with { Status = stay.Status with { Weight = seen.Weight } };
    }

    internal static RolloutPlan Stay(
        RolloutObservation seen, RolloutReason reason, string message, TimeSpan after, bool aloud = false, params IEnumerable<RolloutAction> actions) =>
        Draft.Stay(seen, reason, message, after, aloud, [Rehearsal.Weight(seen), .. NewVersionPlan.Guards(seen.Target!), .. Steering(seen), .. actions]);

    // The team's next apply, with admission away, takes the proxies out of the path.
    private static IEnumerable<RolloutAction> Steering(RolloutObservation seen) =>
        seen.Steering is SteeringObservation.Due or SteeringObservation.Undone ? [new RolloutAction.Steer()] : [];
}

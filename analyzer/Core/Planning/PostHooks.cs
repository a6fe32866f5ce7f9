using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>Once a rollout has ended its post-rollout hooks are told, one after another, whatever each answers, and so are people; the end is on
/// record until all were told, so that a restart forgets nobody.</summary>
internal static class PostHooks
{
    internal static RolloutPlan Tell(RolloutObservation seen, RolloutPlan plan)
    {
        var post = Ended(seen, plan) ? new PostRound(plan.Status.Trial!, plan.Status.Phase.ToString(), seen.ObservedAt) : plan.Status.Post;
        if (post is null)
        {
            return plan;
        }

        var answers = seen.Spec.HooksOf(HookType.PostRollout).Select(hook => (Hook: hook, Answer: HookRound.Answer(seen, hook, post.Version, post.Since))).ToList();
        var next = answers.Find(each => each.Answer is null).Hook;
        if (next is null && (!seen.Spec.HasAlerts || (seen.EndingTold && seen.Status.Post == post)))
        {
            var failed = answers.Where(each => !each.Answer!.Passed).Select(each => Failed(each.Answer!));
            return plan with { Status = plan.Status with { Post = null }, Actions = [.. plan.Actions, .. failed] };
        }

        HookCall[] calls = next is null ? [] : [new(next, post.Version, post.Since, post.Phase)];
        return plan with { Status = plan.Status with { Post = post }, Calls = [.. plan.Calls, .. calls] };
    }

    private static RolloutAction.Announce Failed(HookOutcome answer) =>
        new(true, RolloutReason.HookFailed, $"Post-rollout hook {answer.Hook.Name} failed: {answer.Sentence}");

    private static bool Ended(RolloutObservation seen, RolloutPlan plan) => plan.Status.Trial is not null && (seen.Status.Phase, plan.Status.Phase) switch
    {
        (RolloutPhase.Finalising, RolloutPhase.Succeeded) => true,
        (RolloutPhase.Progressing or RolloutPhase.Initialized, RolloutPhase.Failed) => plan.Status.Reason is not RolloutReason.RefusedBefore,
        _ => false,
    };
}

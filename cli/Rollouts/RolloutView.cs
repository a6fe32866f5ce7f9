using CanaryMesh.Api.Names;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Rollouts;

/// <summary>What a person wants to see of a rollout.</summary>
internal sealed record RolloutView
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string Target { get; init; }

    public CanaryPhase Phase { get; init; }

    public bool Suspended { get; init; }

    public int WeightAsked { get; init; }

    public int? WeightApplied { get; init; }

    public IReadOnlyList<int> Steps { get; init; } = [];

    public int Step { get; init; }

    public int FailedChecks { get; init; }

    public int? PassedChecks { get; init; }

    public int? Threshold { get; init; }

    public int? Iterations { get; init; }

    public int? IterationsAsked { get; init; }

    public IReadOnlyList<CheckView> Checks { get; init; } = [];

    public JudgingView? Judging { get; init; }

    public TrafficView? Traffic { get; init; }

    public SideView? Primary { get; init; }

    public SideView? Trial { get; init; }

    public string? Refused { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }

    public DateTimeOffset? Since { get; init; }

    /// <summary>Since when its step has been held; null if it is not, or only waits for its weight.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    public DateTimeOffset? NextLook { get; init; }

    public IReadOnlyList<EventFacts> Events { get; init; } = [];

    public IReadOnlyList<string> Hints { get; init; } = [];

    internal static RolloutView Of(Canary canary, IReadOnlyList<WorkloadFacts> workloads, IReadOnlyList<EventFacts> events)
    {
        var status = canary.Status ?? new CanaryStatus();
        var target = canary.Spec?.TargetRef.Name ?? canary.Metadata.Name;
        var steps = canary.Spec is { } spec ? StepLadder.Of(spec.Analysis) : [];
        return new()
        {
            Namespace = canary.Metadata.Namespace ?? "",
            Name = canary.Metadata.Name,
            Target = target,
            Phase = status.Phase,
            Suspended = canary.Spec?.Suspend is true,
            WeightAsked = status.CanaryWeight,
            WeightApplied = status.AppliedWeight,
            Steps = steps,
            Step = StepLadder.At(steps, status.CanaryWeight),
            FailedChecks = status.FailedChecks,
            PassedChecks = status.PassedChecks,
            Threshold = canary.Spec?.Analysis.Threshold is { } given ? Math.Max(1, given) : null,
            Iterations = canary.Spec?.Analysis.Iterations > 0 ? status.Iterations : null,
            IterationsAsked = canary.Spec?.Analysis.Iterations is { } asked and > 0 ? asked : null,
            Checks = [.. (status.Checks ?? []).Select(CheckView.Of)],
            Judging = JudgingView.Of(status.Judging),
            Traffic = TrafficView.Of(status.Traffic),
            Primary = SideView.Primary(status, workloads.FirstOrDefault(each => each.Name == target)),
            Trial = SideView.Trial(status, workloads.FirstOrDefault(each => each.Name == SideNames.Copy(target))),
            Refused = status.RefusedSpec is { } refused ? ShortHash(refused) : null,
            Reason = status.Reason,
            Message = status.Message,
            Since = status.LastTransitionTime,
            HeldSince = status.Reason is nameof(RolloutReason.WaitingForWeight) ? null : status.HoldStartTime,
            NextLook = status.NextLookTime,
            Events = [.. events.OrderBy(each => each.Time)],
            Hints = [.. RolloutHints.Of(canary)],
        };
    }

    internal static string ShortHash(string hash) => TemplateHash.TryParse(hash, out var parsed) ? parsed.Short : hash;
}

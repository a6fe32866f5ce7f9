using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Cli.Rollouts;

/// <summary>One side of the split: its version and its pods.</summary>
internal sealed record SideView(string Version, string? Workload, int? Ready, int? Desired, IReadOnlyList<string> Images)
{
    // While the target is held its template is the version on trial, so its images say nothing about the primary.
    internal static SideView? Primary(CanaryStatus status, WorkloadFacts? target) =>
        status.LastPromotedSpec is { } hash ? Of(hash, target, target is { Held: false } ? target.Images : []) : null;

    internal static SideView? Trial(CanaryStatus status, WorkloadFacts? copy) =>
        status.TrialSpec is { } hash && Runs(status.Phase) ? Of(hash, copy, copy?.Images ?? []) : null;

    // The record keeps the hash of the last trial after it ended.
    private static bool Runs(CanaryPhase phase) => phase is CanaryPhase.Waiting or CanaryPhase.Progressing or CanaryPhase.WaitingPromotion
        or CanaryPhase.Promoting or CanaryPhase.Finalising;

    private static SideView Of(string hash, WorkloadFacts? workload, IReadOnlyList<string> images) =>
        new(RolloutView.ShortHash(hash), workload?.Name, workload?.Ready, workload?.Desired, images);
}

using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Control;

/// <summary>Each proxy is to watch the canary by itself. A version that a proxy ejected under a smaller admission is admitted again.
/// <paramref name="Margin"/> is what is tolerated beside the primary's errors; null: what a proxy tolerates by itself. A guard that runs keeps the
/// one that it began with.</summary>
internal sealed record GuardOrder(ulong Admission = 0, Margin? Margin = null)
{
    /// <summary>So wide that only a version that fails nearly all of its requests is ejected: a dead one after 15 at up to 25 %.</summary>
    public const double OfTotalFailure = 0.25;

    /// <summary>Whoever ejected a version under such an admission admits it again, and watches nothing: no canary fails more than all of its
    /// requests.</summary>
    public static GuardOrder Admitting(ulong ejected) => new(ejected + 1, new Margin(1, 1));

    /// <summary>For a trial that began then; null: nobody watches. Where no moment alone may decide, a guard has nothing to do.</summary>
    public static GuardOrder? Of(JudgeSettings settings, DateTimeOffset began) => settings switch
    {
        { Mode: JudgeMode.Off } or { IsCalm: true } => null,
        { Mode: JudgeMode.Strict } => new((ulong)began.ToUnixTimeSeconds(), settings.Errors),
        // A guard keeps the terms that it began with: one more than under strict judging begins another.
        _ => new((ulong)began.ToUnixTimeSeconds() + 1, settings.Errors with { Added = Math.Max(OfTotalFailure, settings.Errors.Added) }),
    };
}

namespace CanaryMesh.Bench.Judge.Ramps;

/// <summary>A rule on a ramp by its name; made anew for each run.</summary>
internal sealed record RampContender(string Name, Func<IRampRule> Rule)
{
    public static RampContender Flagger { get; } = new("Flagger 99 %, threshold 5", LimitRamp.Flagger);

    public static RampContender ArgoStrict { get; } = new("Argo, limit 0", () => LimitRamp.Argo(0));

    public static RampContender Argo { get; } = new("Argo, limit 3", () => LimitRamp.Argo(3));

    public static RampContender Score { get; } = new("z-test each minute", () => new ScoreRamp());

    public static RampContender Ours { get; } = new("ours, each second", () => new EvidenceRamp(polled: false));

    public static RampContender OursPolled { get; } = new("ours, polled each 60 s", () => new EvidenceRamp(polled: true));
}

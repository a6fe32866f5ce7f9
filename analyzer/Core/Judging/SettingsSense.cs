using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Whether anybody could be judged by settings.</summary>
internal static class SettingsSense
{
    private const int MostBuckets = 1000;

    /// <summary>The first member by which nobody could; null if all is well.</summary>
    public static string? Fault(JudgeSettings settings, string at) => Sense.First(
        Sense.Must(settings.Dwell >= TimeSpan.Zero, $"{at}.dwell", "00:00:00 or more"),
        Sense.Must(settings.Alpha is > 0 and < 1, $"{at}.alpha", "above 0 and below 1"),
        Sense.Must(settings.ErrorsShare is > 0 and < 1, $"{at}.errorsShare", "above 0 and below 1"),
        Margin(settings.Errors, $"{at}.errors"),
        Margin(settings.Latency, $"{at}.latency"),
        Shift(settings.LatencyShift, $"{at}.latencyShift"),
        Sense.Must(settings.LatencyFloor >= TimeSpan.Zero, $"{at}.latencyFloor", "00:00:00 or more"),
        Margin(settings.Proof, $"{at}.proof"),
        Shift(settings.ProofShift, $"{at}.proofShift"),
        Level(settings.ProofLevel, $"{at}.proofLevel"),
        Level(settings.Suspicion, $"{at}.suspicion"),
        Sense.Share(settings.Doubt, $"{at}.doubt"),
        Level(settings.SplitLevel, $"{at}.splitLevel"),
        Sense.Must(settings.Restart > TimeSpan.Zero, $"{at}.restart", "above 00:00:00"),
        Sense.Must(settings.Burst >= 1, $"{at}.burst", "1 or more"));

    /// <summary>The same of how much worse a version may be.</summary>
    public static string? Margin(Margin margin, string at) => Sense.First(
        Sense.Must(margin.Ratio is > 0 and <= Sense.MostCounted, $"{at}.ratio", $"above 0 and at most {Sense.MostCounted:0}"),
        Sense.Share(margin.Added, $"{at}.added"));

    private static string? Shift(int shift, string at) => Sense.Must(shift is >= 0 and <= MostBuckets, at, $"0 to {MostBuckets}");

    private static string? Level(double level, string at) => Sense.Must(level is > 1 and <= Sense.MostCounted, at, $"above 1 and at most {Sense.MostCounted:0}");
}

using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Control;

/// <summary>One failed or slow request as a proxy saw it. Status 0: there was none.</summary>
internal sealed record FailedSample(
    DateTimeOffset At, Wire.Side Side, string Method, string Path, int Status, TimeSpan Duration, string Pod, string TraceId)
{
    private const int LongestText = 256;

    public static FailedSample Of(Wire.RequestSample from, DateTimeOffset now) => new(
        now - TimeSpan.FromMilliseconds(Math.Clamp(from.AgeMs, 0, 3_600_000)),
        from.Side,
        Text(from.Method),
        Text(Wire.SampledPath.Of(from.Path)),
        (int)Math.Min(from.Status, 999),
        TimeSpan.FromMilliseconds(from.DurationMs),
        Text(from.Pod),
        Text(from.TraceId));

    // It goes into messages that people read: bounded, and without control characters.
    private static string Text(string text) => string.Concat(text.Take(LongestText).Select(each => char.IsControl(each) ? '?' : each));
}

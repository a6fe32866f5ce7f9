using CanaryMesh.Analyzer.Control;
using CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Which of the failed and slow requests that proxies told of belong to a record: those of its trial, the canary's before the primary's.</summary>
internal static class RecordedSamples
{
    private const int Canary = 12;
    private const int Primary = 4;

    public static IReadOnlyList<SampleRecord> Of(IReadOnlyList<FailedSample> samples, DateTimeOffset? since)
    {
        var trial = samples.Where(sample => sample.At >= since).Select(Record).ToLookup(sample => sample.IsCanary);
        return [.. trial[true].TakeLast(Canary).Concat(trial[false].TakeLast(Primary)).OrderBy(sample => sample.At)];
    }

    private static SampleRecord Record(FailedSample sample) => SampleRecord.Of(
        new(sample.At, sample.Side is Side.Canary, sample.Method, sample.Path, sample.Status, (int)Math.Min(sample.Duration.TotalMilliseconds, int.MaxValue)) { Pod = sample.Pod, Trace = sample.TraceId });
}

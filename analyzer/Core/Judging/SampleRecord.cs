using CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>One failed or slow request: whose it was and what became of it, and nothing of what it carried.</summary>
public sealed record SampleRecord(DateTimeOffset At, bool IsCanary, string Method, string Path, int Status, int Milliseconds)
{
    /// <summary>The pod that answered.</summary>
    public string Pod { get; init; } = "";

    /// <summary>Its trace.</summary>
    public string Trace { get; init; } = "";

    /// <summary>A sample whose path has neither query nor fragment and is no longer than people read.</summary>
    public static SampleRecord Of(SampleRecord sample) => sample with { Path = SampledPath.Of(sample.Path) };
}

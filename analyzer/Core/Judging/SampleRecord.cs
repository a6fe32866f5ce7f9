namespace CanaryMesh.Analyzer.Judging;

/// <summary>One failed or slow request: whose it was and what became of it, and nothing of what it carried.</summary>
public sealed record SampleRecord(DateTimeOffset At, bool IsCanary, string Method, string Path, int Status, int Milliseconds)
{
    private const int Longest = 256;

    /// <summary>The pod that answered.</summary>
    public string Pod { get; init; } = "";

    /// <summary>Its trace.</summary>
    public string Trace { get; init; } = "";

    /// <summary>A sample whose path has neither query nor fragment and is no longer than people read.</summary>
    public static SampleRecord Of(SampleRecord sample)
    {
        var path = sample.Path.Split('?', '#')[0];
        return sample with { Path = path.Length > Longest ? path[..(Longest - 1)] + "…" : path };
    }
}

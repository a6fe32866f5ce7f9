namespace CanaryMesh.Cli.Preflight;

/// <summary>What the metrics server answered.</summary>
internal sealed record MetricsFacts(string Address)
{
    /// <summary>Why there was no answer; empty if there was one.</summary>
    public string Fault { get; init; } = "";

    /// <summary>Targets that are up.</summary>
    public int Up { get; init; }

    /// <summary>Analyzers among them, by the series that they alone have.</summary>
    public int Analyzers { get; init; }

    /// <summary>Proxies among them.</summary>
    public int Proxies { get; init; }
}

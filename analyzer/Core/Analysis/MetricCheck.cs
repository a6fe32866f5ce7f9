namespace CanaryMesh.Analyzer.Analysis;

/// <summary>What a check reads.</summary>
public enum CheckKind
{
    /// <summary>Share of requests that did not fail, percent.</summary>
    SuccessRate,

    /// <summary>99th percentile of the latency, milliseconds.</summary>
    RequestDuration,

    /// <summary>The Canary's own query.</summary>
    Query,

    /// <summary>A MetricTemplate.</summary>
    Template,

    /// <summary>Nothing: it names no source, so it never has a value.</summary>
    None,
}

/// <summary>One criterion. Bounds are inclusive; null is no bound.</summary>
public sealed record MetricCheck(string Name, CheckKind Kind, double? Min, double? Max, TimeSpan Window)
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>The query as written, where the kind is one.</summary>
    public string Query { get; init; } = "";

    /// <summary>The MetricTemplate, where the kind is one.</summary>
    public TemplateName? Template { get; init; }

    /// <summary>What the query's variables stand for.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = None;

    /// <summary>The time span as it was written.</summary>
    public string Interval { get; init; } = "1m";

    /// <summary>Its series are those of the copy's name, which earlier copies had as well.</summary>
    public bool IsOfTheName { get; init; }

    /// <summary>Whether a number is within its limits.</summary>
    public bool Allows(double number) => !(number < Min) && !(number > Max);

    /// <summary>Reads time that may lie before the canary's first request: its first look waits for one window.</summary>
    public bool LooksBack => IsOfTheName || Kind is CheckKind.Query or CheckKind.Template;
}

/// <summary>Which MetricTemplate.</summary>
public sealed record TemplateName(string Namespace, string Name)
{
    /// <summary>As people name it.</summary>
    public override string ToString() => $"{Namespace}/{Name}";
}

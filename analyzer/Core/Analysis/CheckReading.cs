namespace CanaryMesh.Analyzer.Analysis;

/// <summary>How a reading came out.</summary>
public enum ReadingKind
{
    /// <summary>A number.</summary>
    Value,

    /// <summary>The source answered, there was nothing to count.</summary>
    NoData,

    /// <summary>The source could not be asked, or its answer cannot be used.</summary>
    Error,

    /// <summary>Not asked yet: what it would read began before the canary had traffic.</summary>
    Early,
}

/// <summary>One reading of one check: a number, nothing, or why not. <see cref="Query"/> is what was asked.</summary>
public sealed record CheckReading(MetricCheck Check, ReadingKind Kind, double Number, string Query, string Fault)
{
    /// <summary>What people should know beside it; empty is nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>The same of the primary; null where nobody asked, or nothing came of it.</summary>
    public double? Primary { get; init; }

    /// <summary>A number read.</summary>
    public static CheckReading Of(MetricCheck check, double number, string query) => new(check, ReadingKind.Value, number, query, "");

    /// <summary>Nothing to count.</summary>
    public static CheckReading Nothing(MetricCheck check, string query) => new(check, ReadingKind.NoData, 0, query, "");

    /// <summary>The source is down or refused.</summary>
    public static CheckReading Failed(MetricCheck check, string query, string fault) => new(check, ReadingKind.Error, 0, query, fault);

    /// <summary>Too soon; <see cref="Fault"/> says when.</summary>
    public static CheckReading TooSoon(MetricCheck check, string when) => new(check, ReadingKind.Early, 0, "", when);
}

namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>Where a condition looks.</summary>
public enum LaneSource
{
    /// <summary>A header; several of one name count as one, joined by commas.</summary>
    Header,

    /// <summary>A cookie.</summary>
    Cookie,

    /// <summary>A parameter of the query.</summary>
    Query,
}

/// <summary>How a condition compares.</summary>
public enum LaneTest
{
    /// <summary>It is there, whatever its value.</summary>
    Present,

    /// <summary>The whole text.</summary>
    Exact,

    /// <summary>Its beginning.</summary>
    Prefix,

    /// <summary>Its end.</summary>
    Suffix,

    /// <summary>An RE2 expression for the whole text.</summary>
    Regex,
}

/// <summary>One condition on a request.</summary>
public sealed record LaneCondition(LaneSource Source, string Name, LaneTest Test, string Value);

/// <summary>Requests of which all conditions hold; at least one.</summary>
public sealed record Lane(IReadOnlyList<LaneCondition> Conditions);

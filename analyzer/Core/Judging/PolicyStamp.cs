namespace CanaryMesh.Analyzer.Judging;

/// <summary>Which policy was in force at a draw: ordered by term, then revision.</summary>
public readonly record struct PolicyStamp(ulong Term, ulong Revision) : IComparable<PolicyStamp>
{
    /// <summary>Earlier.</summary>
    public static bool operator <(PolicyStamp left, PolicyStamp right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(PolicyStamp left, PolicyStamp right) => left.CompareTo(right) > 0;

    /// <summary>Not later.</summary>
    public static bool operator <=(PolicyStamp left, PolicyStamp right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier.</summary>
    public static bool operator >=(PolicyStamp left, PolicyStamp right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(PolicyStamp other) => (Term, Revision).CompareTo((other.Term, other.Revision));
}

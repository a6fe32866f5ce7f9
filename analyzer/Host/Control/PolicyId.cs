using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Control;

/// <summary>Ordered by term, then revision; both zero stands for none.</summary>
internal readonly record struct PolicyId(ulong Term, ulong Revision) : IComparable<PolicyId>
{
    public static PolicyId None { get; }

    public static bool operator <(PolicyId left, PolicyId right) => left.CompareTo(right) < 0;

    public static bool operator >(PolicyId left, PolicyId right) => left.CompareTo(right) > 0;

    public static bool operator <=(PolicyId left, PolicyId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PolicyId left, PolicyId right) => left.CompareTo(right) >= 0;

    public static PolicyId Of(Wire.PolicyId? id) => id is null ? None : new PolicyId(id.Term, id.Revision);

    public int CompareTo(PolicyId other) => (Term, Revision).CompareTo((other.Term, other.Revision));

    public Wire.PolicyId ToWire() => new() { Term = Term, Revision = Revision };

    public override string ToString() => $"{Term}.{Revision}";
}

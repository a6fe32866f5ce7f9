using System.Globalization;

namespace CanaryMesh.Soak;

/// <summary>What was answered in a stretch of time: by whom, and the share in percent that the version not yet judged good might have.</summary>
internal sealed record Stretch(string Name, int Percent, long All, long ByPrimary, long ByCandidate)
{
    private double Share => All == 0 ? 0 : 100.0 * ByCandidate / All;

    private double Allowed => All == 0 ? 0 : Percent + (4 * Math.Sqrt(Percent * (100.0 - Percent) / All));

    /// <summary>Null if nothing unjudged served more than its weight; at weight zero not one request.</summary>
    public string? Fault =>
        All > ByPrimary + ByCandidate ? Say($"{All - ByPrimary - ByCandidate} of {All} answered by a version that is neither the primary nor on trial")
        : Share > Allowed ? Say($"{ByCandidate} of {All} answered by the version on trial, {Percent} % asked")
        : null;

    private string Say(FormattableString what) => $"{Name}: {what.ToString(CultureInfo.InvariantCulture)}";
}

using System.Globalization;
using CanaryMesh.Api.Control;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Proxy.Guard;

/// <summary>What a trial is watched by, for its whole life.</summary>
internal readonly record struct GuardTerms(double Alpha, Margin Margin)
{
    public static GuardTerms Usual { get; } = new(0.001, Margin.Errors);

    public double LogNeeded => -Math.Log(Alpha);

    public static GuardTerms Of(GuardSettings from) => new(
        from.HasAlpha ? from.Alpha : Usual.Alpha,
        new Margin(
            from.HasMarginRatio ? from.MarginRatio : Usual.Margin.Ratio,
            from.HasMarginAdded ? from.MarginAdded : Usual.Margin.Added));

    /// <summary>Each as the end of a sentence that begins with "the policy".</summary>
    public static IEnumerable<string> Faults(GuardSettings? from)
    {
        var (alpha, margin) = from is null ? Usual : Of(from);
        if (!(alpha is > 0 and <= 0.5))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"has the guard's alpha {alpha}, not above 0 and at most 0.5");
        }

        if (!(margin is { Ratio: > 0 and <= 1000, Added: >= 0 and <= 1 }))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"has the guard's margin {margin.Ratio} times plus {margin.Added}");
        }
    }
}

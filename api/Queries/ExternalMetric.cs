using System.Text.RegularExpressions;

namespace CanaryMesh.Api.Queries;

/// <summary>Which external metric: the rendered query NAMESPACE/METRIC?labelSelector=SELECTOR, taken apart.</summary>
public sealed partial record ExternalMetric(string Namespace, string Metric, string Selector)
{
    /// <summary>What is legal, as the end of a sentence that says "must be".</summary>
    public const string Words = "NAMESPACE/METRIC, or NAMESPACE/METRIC?labelSelector=SELECTOR";

    /// <summary>Null if it is not of that form.</summary>
    public static ExternalMetric? Parse(string query) =>
        Form().Match(query) is { Success: true } match && Uri.UnescapeDataString(match.Groups["metric"].Value) is var metric && Name().IsMatch(metric)
            ? new(match.Groups["namespace"].Value, metric, Uri.UnescapeDataString(match.Groups["selector"].Value))
            : null;

    // It becomes a part of a path: nothing in it may lead out of its place.
    [GeneratedRegex(@"^[A-Za-z0-9_:@|~$-][A-Za-z0-9_.:@|~$-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^/?(?<namespace>[a-z0-9]([-a-z0-9]*[a-z0-9])?)/(?<metric>[^/?#\s]{1,253})(\?labelSelector=(?<selector>[^#]*))?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

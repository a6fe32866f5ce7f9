using System.Text.Json.Nodes;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking.Judging;

/// <summary>By what versions are judged, as far as admission can tell; and which fields that leaves without effect.</summary>
internal sealed record JudgedBy(string Mode)
{
    public string? Provider { get; init; }

    /// <summary>A share above 0 and below 100 % is in force at some time.</summary>
    public bool HasShares { get; init; } = true;

    public bool HasBuiltIn { get; init; } = true;

    /// <summary>What keeps users on a side; null if each request is drawn.</summary>
    public string? Keeps { get; init; }

    public bool IsCalm { get; init; }

    private string? Unshared =>
        Providers.IsByRoute(Provider) ? $"nothing is compared where a route splits, as with provider {Provider}"
        : !HasShares ? "nothing is compared but under a weight from 1 to 99"
        : null;

    public static JudgedBy Of(JsonObject canary, JsonObject analysis, string mode) => new(mode)
    {
        Provider = canary.Text("spec", "provider"),
        HasShares = IsShared(analysis),
        HasBuiltIn = analysis.Objects("metrics").Any(metric => metric.Text("name") is CanaryDefaults.SuccessRateCheck or CanaryDefaults.RequestDurationCheck),
        Keeps = analysis.At("sessionAffinity") is not null ? "sessionAffinity" : analysis.At("stickiness") is not null ? "stickiness" : null,
        IsCalm = analysis.Flag("calm"),
    };

    /// <summary>In which way a field that asks for more than its default has no effect, and why; null if it has its whole effect.</summary>
    public (string Where, string Words)? Against(string field) => field switch
    {
        JudgingFields.Limits or JudgingFields.SharedCause when !HasBuiltIn => ("", "only request-success-rate and request-duration are read so, and neither is among the metrics"),
        // The primary is asked, whoever splits.
        JudgingFields.SharedCause => null,
        _ when Unshared is { } words => ("", words + Instead(field)),
        // How limits are read is a question of its own.
        _ when Mode is "off" && field is not JudgingFields.Limits => ("", $"judge: off leaves the comparison out{Instead(field)}"),
        _ when Keeps is not null => Kept(field, $"users whom {Keeps} keeps on a side are not compared{Instead(field)}"),
        JudgingFields.Pace when Mode is not "strict" => (" on steps", "only judge: strict takes one by proof; advisory, which is meant where a Canary says nothing, only tells"),
        _ => null,
    };

    // Iterations alone are A/B or blue/green: nobody is drawn, or everybody. A largest weight of 0 is none.
    private static bool IsShared(JsonObject analysis) => analysis.At("stepWeights") is JsonArray { Count: > 0 } weights
        ? weights.Any(IsShare)
        : IsShare(analysis.At("stepWeight")) || (Findings.WholeOf(analysis.At("stepWeight")) is 100 && IsShare(analysis.At("maxWeight")));

    private static bool IsShare(JsonNode? weight) => Findings.WholeOf(weight) is > 0 and < 100;

    // Guards watch such users too, by the margins; of a calm judge there are none.
    private (string Where, string Words)? Kept(string field, string words) => field switch
    {
        JudgingFields.Calm => null,
        JudgingFields.Margins when !IsCalm => null,
        JudgingFields.Judge when !IsCalm => (" but on the guards of the proxies", words),
        _ => ("", words),
    };

    private static string Instead(string field) => field switch
    {
        JudgingFields.Limits => "; each failed window counts",
        JudgingFields.Pace => "; each step takes its interval",
        _ => "",
    };
}

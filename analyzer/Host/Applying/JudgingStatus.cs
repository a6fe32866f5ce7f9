using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Evidence;
using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>The comparison's part of a status. Its numbers move at every look: they are written only along with something that matters.</summary>
internal static class JudgingStatus
{
    private static readonly string[] Names = ["judging", "traffic"];

    public static bool Holds(string name) => Names.Contains(name);

    /// <summary>What has changed of it, for a patch that is written anyway; a member of it that went away is a null.</summary>
    public static void Join(JsonObject patch, JsonObject recorded, JsonObject before)
    {
        foreach (var name in Names.Where(name => !JsonNode.DeepEquals(recorded[name], before[name])))
        {
            patch[name] = recorded[name] is JsonObject now ? Whole(now, before[name] as JsonObject ?? []) : null;
        }
    }

    public static CanaryJudging? Write(JudgingRecord? record) => record is not { Meter: var meter, Ruling: var ruling } ? null : new()
    {
        Ruling = ruling.ToString(),
        Evidence = Natural(meter.LogEvidence, meter.LogNeeded),
        EvidenceNeeded = TwoDigits.Of(Math.Exp(meter.LogNeeded)),
        Proof = Natural(meter.LogProof, meter.LogProofNeeded),
        ProofNeeded = TwoDigits.Of(Math.Exp(meter.LogProofNeeded)),
        RequestsLeft = meter.RequestsLeft is { } left ? TwoDigits.Of(Math.Ceiling(left)) : null,
        Outlook = meter.Outlook is Outlook.Foretold or Outlook.Unsaid ? null : meter.Outlook.ToString(),
        MinutesLeft = meter is { RequestsLeft: { } still, RequestRate: > 0 } ? TwoDigits.Of(still / meter.RequestRate / 60) : null,
        RequestsPerSecond = TwoDigits.Of(meter.RequestRate),
        SmallestNoticed = meter.Limit?.Times is { } times ? TwoDigits.Of(times) : null,
        SmallestNoticedPercent = meter.Limit?.Rate is { } rate ? TwoDigits.Of(100 * rate) : null,
        NoticesNothing = meter.Limit is { Rate: null } ? true : null,
        Time = KubeTime.Whole(meter.At),
    };

    public static CanaryTraffic? Write(UsualTraffic? usual) => usual is null ? null : new()
    {
        RequestsPerSecond = usual.RequestsPerSecond,
        ErrorPercent = TwoDigits.Of(100 * usual.Errors),
        Time = KubeTime.Whole(usual.At),
    };

    public static UsualTraffic? Read(CanaryTraffic? traffic) =>
        traffic is { RequestsPerSecond: >= 0, ErrorPercent: >= 0 and <= 100 } ? new(traffic.RequestsPerSecond, traffic.ErrorPercent / 100, traffic.Time ?? default) : null;

    // From 1, which is no evidence; and never more than there is.
    private static double Natural(double log, double needed) => log >= needed ? TwoDigits.Of(Math.Exp(needed)) : TwoDigits.AtMost(Math.Exp(Math.Max(0, log)));

    private static JsonObject Whole(JsonObject now, JsonObject before) =>
        new([.. now.Select(each => KeyValuePair.Create(each.Key, each.Value?.DeepClone())), .. before.Where(each => !now.ContainsKey(each.Key)).Select(each => KeyValuePair.Create<string, JsonNode?>(each.Key, null))]);
}

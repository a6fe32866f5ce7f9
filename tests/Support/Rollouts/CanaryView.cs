using System.Globalization;
using System.Text.Json.Nodes;

namespace CanaryMesh.Support.Rollouts;

/// <summary>What kubectl shows of a Canary.</summary>
public sealed record CanaryView(string Phase, int Weight, int? AppliedWeight, string Reason, string Message, DateTimeOffset? NextLook, int FailedChecks)
{
    public static CanaryView Unknown { get; } = new("", 0, null, "", "", null, 0);

    public bool OnTrial => Phase is "Progressing" or "WaitingPromotion" or "Promoting" or "Finalising";

    /// <summary>The share is asked for and the proxies serve it.</summary>
    public bool ServesItsWeight => Phase == "Progressing" && Weight is > 0 and < 100 && AppliedWeight == Weight;

    public static CanaryView Read(JsonObject canary)
    {
        var status = canary["status"] as JsonObject ?? [];
        return new CanaryView(
            Text(status["phase"]), Number(status["canaryWeight"]) ?? 0, Number(status["appliedWeight"]), Text(status["reason"]), Text(status["message"]),
            Time(status["nextLookTime"]), Number(status["failedChecks"]) ?? 0);
    }

    private static string Text(JsonNode? node) => (string?)node ?? "";

    private static int? Number(JsonNode? node) => node is null ? null : (int)node.GetValue<double>();

    private static DateTimeOffset? Time(JsonNode? node) =>
        DateTimeOffset.TryParse((string?)node, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}

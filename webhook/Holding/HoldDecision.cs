using System.Text.Json.Nodes;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Webhook.Holding;

internal enum HoldVerdict
{
    /// <summary>Nothing to hold: not managed, or the same version.</summary>
    None,

    /// <summary>A new version, now held.</summary>
    Held,

    /// <summary>Held before and still.</summary>
    Kept,

    /// <summary>A new version that rolls out unjudged.</summary>
    NotHeld,
}

/// <summary>What becomes of one update; <paramref name="ClearsFailure"/> says that the last version's failure must not meet the new one.</summary>
internal sealed record HoldDecision(HoldVerdict Verdict, Reason? Reason, JsonObject Desired, IReadOnlyList<string> Warnings, bool ClearsFailure)
{
    public string Code => Verdict switch
    {
        HoldVerdict.None => "pass",
        HoldVerdict.Held => "hold",
        HoldVerdict.Kept => "keep",
        HoldVerdict.NotHeld => "not-held",
    };
}

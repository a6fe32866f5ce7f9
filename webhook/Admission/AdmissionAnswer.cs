using System.Text.Json.Nodes;

namespace CanaryMesh.Webhook.Admission;

/// <summary>An entry's answer. Decision and reason are from closed lists: they go to the audit log, the metrics and the log.</summary>
internal abstract record AdmissionAnswer(string Decision, string Reason)
{
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public static AdmissionAnswer Pass(string reason = "") => new Allowed("pass", reason, null);
}

/// <summary>Let through; with the object as it is to be, or null for as it came.</summary>
internal sealed record Allowed(string Decision, string Reason, JsonObject? Desired) : AdmissionAnswer(Decision, Reason);

/// <summary>The user's mistake: never used for a fault of ours.</summary>
internal sealed record Denied(string Reason, int Code, string StatusReason, string Message) : AdmissionAnswer("deny", Reason)
{
    // Hundreds of faults are one mistake repeated, and an answer has to stay readable.
    private const int MostFaults = 40;

    public static Denied Invalid(string reason, IReadOnlyList<string> faults) =>
        new(reason, 422, "Invalid", string.Join("; ", faults.Take(MostFaults)) + (faults.Count > MostFaults ? $"; and {faults.Count - MostFaults} more" : ""));
}

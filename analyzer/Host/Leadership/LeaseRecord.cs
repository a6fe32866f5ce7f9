using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Leadership;

/// <summary>The parts of a Lease that decide. An absent or empty holder may be followed by anyone.</summary>
internal sealed record LeaseRecord(string Holder, ulong Transitions, TimeSpan Duration, string RenewTime, string AcquireTime, string Version)
{
    public static LeaseRecord Read(JsonObject lease)
    {
        var spec = lease["spec"] as JsonObject;
        return new LeaseRecord(
            Text(spec, "holderIdentity"),
            ulong.TryParse(Number(spec, "leaseTransitions"), out var transitions) ? transitions : 0,
            TimeSpan.FromSeconds(int.TryParse(Number(spec, "leaseDurationSeconds"), out var seconds) ? seconds : 0),
            Text(spec, "renewTime"),
            Text(spec, "acquireTime"),
            ObjectKey.MetadataText(lease, "resourceVersion") ?? "");
    }

    private static string Text(JsonObject? spec, string name) =>
        spec?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static string Number(JsonObject? spec, string name) => spec?[name] is JsonValue value ? value.ToJsonString() : "";
}

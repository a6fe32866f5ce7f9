using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>Who leads, in which term, as the Lease says it.</summary>
internal sealed record AnalyzerLease(string Holder, int Term, DateTimeOffset Renewed, DateTimeOffset Acquired)
{
    public static async Task<AnalyzerLease> ReadAsync(Kubectl kubectl)
    {
        var spec = (await kubectl.GetAsync(CancellationToken.None, "-n", Installation.Namespace, "lease", Installation.Analyzer))["spec"]!;
        return new AnalyzerLease((string?)spec["holderIdentity"] ?? "", (int)spec["leaseTransitions"]!, Time(spec["renewTime"]), Time(spec["acquireTime"]));
    }

    private static DateTimeOffset Time(JsonNode? node) => DateTimeOffset.Parse((string)node!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

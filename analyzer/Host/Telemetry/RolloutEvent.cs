using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Telemetry;

/// <summary>Something that people should read on an object. Equal ones are one Event with a count.</summary>
internal sealed record RolloutEvent(EventSubject Subject, bool Warning, string Reason, string Message)
{
    // The API server refuses longer ones.
    private const int LongestMessage = 1000;
    private const string Component = "canarymesh";

    /// <summary>Name of the Event: a name of the subject's and when it was first seen.</summary>
    public string NameAt(DateTimeOffset first)
    {
        var content = Encoding.UTF8.GetBytes($"{Subject.Uid}\n{Warning}\n{Reason}\n{Message}\n{first.UtcTicks}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
        var stem = Subject.Name.Length > 200 ? Subject.Name[..200] : Subject.Name;
        return string.Create(CultureInfo.InvariantCulture, $"{stem}.{hash}");
    }

    public JsonObject ToJson(string name, DateTimeOffset at)
    {
        var seen = KubeTime.Seconds(at);
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = Subject.Namespace },
            ["involvedObject"] = Subject.ToJson(),
            ["type"] = Warning ? "Warning" : "Normal",
            ["reason"] = Reason,
            ["message"] = Message.Length > LongestMessage ? Message[..LongestMessage] : Message,
            ["source"] = new JsonObject { ["component"] = Component },
            ["reportingComponent"] = Component,
            ["firstTimestamp"] = seen,
            ["lastTimestamp"] = seen,
            ["count"] = 1,
        };
    }

    public static JsonObject Again(int count, DateTimeOffset at) => new() { ["count"] = count, ["lastTimestamp"] = KubeTime.Seconds(at) };
}

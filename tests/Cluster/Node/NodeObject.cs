using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Node;

/// <summary>What a node says about itself.</summary>
internal static class NodeObject
{
    private static readonly (string Type, string Status, string Reason)[] Conditions =
    [
        ("MemoryPressure", "False", "KubeletHasSufficientMemory"),
        ("DiskPressure", "False", "KubeletHasNoDiskPressure"),
        ("PIDPressure", "False", "KubeletHasSufficientPID"),
        ("Ready", "True", "KubeletReady"),
    ];

    public static JsonObject Describe(string name) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Node",
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["labels"] = new JsonObject
            {
                ["kubernetes.io/hostname"] = name, ["kubernetes.io/os"] = "linux", ["kubernetes.io/arch"] = Architecture,
            },
        },
        ["spec"] = new JsonObject(),
    };

    public static JsonObject Status(string name, DateTimeOffset now) => new()
    {
        ["capacity"] = Room(),
        ["allocatable"] = Room(),
        ["conditions"] = new JsonArray([.. Conditions.Select(condition => (JsonNode)Condition(condition, Timestamps.Seconds(now)))]),
        ["addresses"] = new JsonArray(
            new JsonObject { ["type"] = "InternalIP", ["address"] = NodeServices.HostIp },
            new JsonObject { ["type"] = "Hostname", ["address"] = name }),
        ["nodeInfo"] = new JsonObject
        {
            ["machineID"] = name, ["systemUUID"] = name, ["bootID"] = name, ["kernelVersion"] = Environment.OSVersion.Version.ToString(),
            ["osImage"] = RuntimeInformation.OSDescription, ["operatingSystem"] = "linux", ["architecture"] = Architecture,
            ["containerRuntimeVersion"] = "containerd://2.1.0", ["kubeletVersion"] = NodeRegistration.KubeletVersion, ["kubeProxyVersion"] = "",
        },
    };

    private static string Architecture => RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    private static JsonObject Condition((string Type, string Status, string Reason) condition, string now) => new JsonObject
    {
        ["type"] = condition.Type, ["status"] = condition.Status, ["reason"] = condition.Reason,
        ["message"] = condition.Type == "Ready" ? "kubelet is posting ready status" : "kubelet has enough",
        ["lastHeartbeatTime"] = now, ["lastTransitionTime"] = now,
    };

    private static JsonObject Room() => new()
    {
        ["cpu"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        ["memory"] = string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024}Ki"),
        ["ephemeral-storage"] = "50Gi",
        ["pods"] = "250",
    };
}

using System.Text.Json.Nodes;

namespace CanaryMesh.Support.Cluster;

/// <summary>What the node runs for each image: our published processes, and the sample app whose tag decides how it behaves.</summary>
public static class ImageMapFile
{
    public const string Sample = "sample/web";

    /// <summary>An image that no registry has.</summary>
    public const string Missing = "sample/missing:1";

    /// <summary>Version 3 fails a fifth of its requests, version 4 is slow, version 5 fails them all; every other one is good.</summary>
    private static readonly (string Tag, string Variable, string Value)[] Faults =
        [("3", "ERROR_RATE", "0.2"), ("4", "LATENCY_MS", "400"), ("5", "ERROR_RATE", "1")];

    public static JsonObject Build()
    {
        var map = new JsonObject
        {
            ["canarymesh/webhook:*"] = Process(Repository.Published("webhook", "canarymesh-webhook")),
            ["canarymesh/analyzer:*"] = Process(Repository.Published("analyzer", "canarymesh-analyzer")),
            ["canarymesh/proxy:*"] = Process(Repository.Published("proxy", "canarymesh-proxy")),
            ["canarymesh/loadtester:*"] = Process(Repository.Published("loadtester", "canarymesh-loadtester")),
            ["canarymesh/cli:*"] = Process(Repository.Published("cli", "kubectl-canary")),
            [Missing] = new JsonObject { ["pull"] = "fail" },
        };
        var sample = Repository.Published("sample", "sample-web");
        foreach (var (tag, variable, value) in Faults)
        {
            map[$"{Sample}:{tag}"] = Process(sample, ("VERSION", tag), (variable, value));
        }
        foreach (var tag in Enumerable.Range(1, 20).Select(i => $"{i}").Where(tag => !map.ContainsKey($"{Sample}:{tag}")))
        {
            map[$"{Sample}:{tag}"] = Process(sample, ("VERSION", tag));
        }
        return map;
    }

    public static void Write(string path) => File.WriteAllText(path, Build().ToJsonString(new() { WriteIndented = true }));

    private static JsonObject Process(string published, params (string Name, string Value)[] environment) => Entry(RunnableFolder.Of(published), environment);

    private static JsonObject Entry(string executable, (string Name, string Value)[] environment) => new()
    {
        ["entrypoint"] = new JsonArray(executable),
        ["workdir"] = Path.GetDirectoryName(executable),
        ["env"] = new JsonObject(environment.Select(e => KeyValuePair.Create(e.Name, (JsonNode?)e.Value))),
    };
}

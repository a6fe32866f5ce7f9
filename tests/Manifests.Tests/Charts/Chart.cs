using System.Text.Json;
using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Manifests.Tests.Charts;

/// <summary>A chart of ours, by the names that the kustomize folder has for it.</summary>
internal sealed record Chart(string Name, string Release, string Namespace)
{
    public static readonly Chart CanaryMesh = new("canarymesh", "canarymesh", "canarymesh-system");
    public static readonly Chart LoadTester = new("loadtester", "flagger-loadtester", "test");

    public static readonly IReadOnlyList<Chart> All = [CanaryMesh, LoadTester];

    public string Folder => Path.Combine(Repository.Manifests, "charts", Name);

    /// <summary>The values that are refused with a sentence, and the sentences.</summary>
    public IReadOnlyDictionary<string, string> Refused => File.ReadLines(Path.Combine(Folder, "flagger-values.yaml"))
        .Where(line => !line.StartsWith('#')).Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1]);

    public JsonElement Schema()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "values.schema.json")));
        return document.RootElement.Clone();
    }

    /// <summary>The objects alone.</summary>
    public async Task<string> RenderAsync(params IReadOnlyList<string> set) => (await RunAsync("template", set)).EnsureSuccess().Output;

    /// <summary>The objects and what the notes say, without a cluster.</summary>
    public async Task<string> RenderWithNotesAsync(params IReadOnlyList<string> set) => (await RunAsync("install", [.. set, "--dry-run=client"])).EnsureSuccess().Output;

    public Task<CommandResult> RunAsync(string verb, params IReadOnlyList<string> set) => Helm.RunAsync([verb, Release, Folder, "--namespace", Namespace, .. set]);
}

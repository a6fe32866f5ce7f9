using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Admission;

/// <summary>One entry of a webhook configuration.</summary>
internal sealed record Webhook(string Id, JsonObject Entry)
{
    public string Name => Entry.Text("name") ?? "";

    public bool Ignores => Entry.Text("failurePolicy") == "Ignore";

    public bool Reinvoked => Entry.Text("reinvocationPolicy") == "IfNeeded";

    public TimeSpan Timeout => TimeSpan.FromSeconds(Entry.Number("timeoutSeconds") ?? 10);

    public bool SideEffects => Entry.Text("sideEffects") is not ("None" or "NoneOnDryRun");

    /// <summary>All entries of a kind of configuration, by the configurations' names.</summary>
    public static IEnumerable<Webhook> All(IEnumerable<JsonObject> configurations) =>
        configurations.OrderBy(c => c.Name(), StringComparer.Ordinal)
            .SelectMany(c => c.Objects("webhooks").Select((w, i) => new Webhook($"{c.Uid()}/{i}/{w.Text("name")}", w)));
}

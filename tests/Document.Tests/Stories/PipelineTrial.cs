using System.Text.Json.Nodes;

namespace CanaryMesh.Document.Tests.Stories;

/// <summary>How a trial of the ML pipeline stood at its end.</summary>
internal sealed record PipelineTrial(JsonObject Status, IReadOnlyList<string> Events)
{
    public static async Task<PipelineTrial> OfAsync(DocumentApp app) => new(await app.StatusAsync(), await app.EventsAsync());

    public JsonObject Check(string name) => Status["checks"]!.AsArray().Single(check => (string?)check!["name"] == name)!.AsObject();
}

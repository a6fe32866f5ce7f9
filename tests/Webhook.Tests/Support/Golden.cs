using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CanaryMesh.Webhook.Tests.Support;

/// <summary>Golden files beside the tests; with UPDATE_GOLDEN naming the folder they are written anew instead of compared.</summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static async Task AssertAsync(string name, JsonNode actual)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is { Length: > 0 } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), actual.ToJsonString(Readable) + "\n");
            return;
        }

        var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Golden", name));
        Patches.AssertSame(JsonNode.Parse(expected), actual);
    }
}

using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking;

/// <summary>The Service in front of the target, and the route that is named like it.</summary>
internal static class ApexName
{
    public static string Of(JsonObject? canary) =>
        canary.Text("spec", "service", "name") is { Length: > 0 } name ? name : canary.Text("spec", "targetRef", "name") ?? "";
}

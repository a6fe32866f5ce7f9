using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking;

/// <summary>Who names an AlertProvider: without anybody, nothing is ever posted to it.</summary>
internal static class AlertReferences
{
    public static bool AreTo(string ns, string name, IEnumerable<JsonObject> canaries) => canaries.Any(canary => canary.Objects("spec", "analysis", "alerts").Any(alert =>
        alert.Text("providerRef", "name") == name && (alert.Text("providerRef", "namespace") is { Length: > 0 } other ? other : canary.Text("metadata", "namespace")) == ns));

    public static string Warning(string name) =>
        $"canarymesh: metadata.name: no Canary names \"{name}\" yet, so nothing is posted to it; name it in spec.analysis.alerts[].providerRef of one";
}

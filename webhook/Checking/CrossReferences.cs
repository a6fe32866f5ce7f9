using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking;

/// <summary>References of a Canary to objects of other namespaces, where the installation forbids them.</summary>
internal static class CrossReferences
{
    public static void Find(JsonObject canary, string ns, Findings found)
    {
        Find(canary, "metrics", "templateRef", ns, found);
        Find(canary, "alerts", "providerRef", ns, found);
    }

    private static void Find(JsonObject canary, string list, string reference, string ns, Findings found)
    {
        var items = canary.At("spec", "analysis", list) as JsonArray ?? [];
        for (var index = 0; index < items.Count; index++)
        {
            if (items[index].At(reference, "namespace") is { } other && other.Text() is { Length: > 0 } name && name != ns)
            {
                found.Must(other, $"spec.analysis.{list}[{index}].{reference}.namespace", $"{ns}, the Canary's own: the setting {Installation.Settings.NoCrossNamespaceRefs} forbids another");
            }
        }
    }
}

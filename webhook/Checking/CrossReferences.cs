using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking;

/// <summary>References of a Canary to objects of other namespaces, where the installation forbids them or does not see what is there.</summary>
internal static class CrossReferences
{
    public static void Find(JsonObject canary, string ns, Findings found) =>
        Find(canary, found, name => name == ns, $"{ns}, the Canary's own: the setting {Installation.Settings.NoCrossNamespaceRefs} forbids another");

    public static void FindUnwatched(JsonObject canary, IReadOnlyList<string> watched, Findings found) =>
        Find(canary, found, watched.Contains, $"one of {string.Join(", ", watched)}: the installation is limited to them");

    private static void Find(JsonObject canary, Findings found, Func<string, bool> isSeen, string must)
    {
        Find(canary, "metrics", "templateRef", found, isSeen, must);
        Find(canary, "alerts", "providerRef", found, isSeen, must);
    }

    private static void Find(JsonObject canary, string list, string reference, Findings found, Func<string, bool> isSeen, string must)
    {
        var items = canary.At("spec", "analysis", list) as JsonArray ?? [];
        for (var index = 0; index < items.Count; index++)
        {
            if (items[index].At(reference, "namespace") is { } other && other.Text() is { Length: > 0 } name && !isSeen(name))
            {
                found.Must(other, $"spec.analysis.{list}[{index}].{reference}.namespace", must);
            }
        }
    }
}

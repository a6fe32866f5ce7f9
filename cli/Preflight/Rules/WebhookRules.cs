using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Preflight.Rules;

/// <summary>Our webhook configurations, and those that are called after them: the API server goes by their names.</summary>
internal static class WebhookRules
{
    private static readonly string[] Held = ["deployments", "services"];

    internal static IEnumerable<Finding> Of(PreflightFacts facts)
    {
        foreach (var late in facts.Mutating.Where(each => string.CompareOrdinal(Name(each), Installation.LateConfiguration) > 0))
        {
            foreach (var resource in Held.Where(resource => Webhooks(late).Any(hook => Matches(hook, resource))))
            {
                yield return Finding.Warning(
                    $"mutatingwebhookconfiguration {Name(late)}", $"changes {resource} after {Installation.LateConfiguration} has seen them: what it adds is judged as a new version, or undone",
                    "give it a name that sorts before zz-canarymesh, or exclude managed namespaces in it");
            }
        }
        if (!facts.IsInstalled)
        {
            yield break;
        }
        foreach (var (kind, name, found) in new[]
        {
            ("mutatingwebhookconfiguration", Installation.EarlyConfiguration, facts.Mutating), ("mutatingwebhookconfiguration", Installation.LateConfiguration, facts.Mutating),
            ("validatingwebhookconfiguration", Installation.EarlyConfiguration, facts.Validating),
        })
        {
            if (found.FirstOrDefault(each => Name(each) == name) is not { } ours)
            {
                yield return Finding.Error($"{kind} {name}", "is not there", "apply the manifests again; until then no version is held and no pod gets a proxy");
            }
            else if (Webhooks(ours).Any(hook => hook.Text("clientConfig", "caBundle") is not { Length: > 0 }))
            {
                yield return Finding.Error(
                    $"{kind} {name}", "has no caBundle: the API server trusts no webhook yet", $"see kubectl -n {facts.Installed} logs deployment/{Installation.Webhook}; it writes the bundle before it is ready");
            }
        }
    }

    private static string Name(JsonObject configuration) => configuration.Text("metadata", "name") ?? "";

    private static IEnumerable<JsonObject> Webhooks(JsonObject configuration) => configuration.Objects("webhooks");

    private static bool Matches(JsonObject hook, string resource) => hook.Objects("rules").Any(rule =>
        Has(rule, "resources", resource) && (Has(rule, "operations", "UPDATE") || Has(rule, "operations", "CREATE")) && Has(rule, "apiGroups", resource is "services" ? "" : "apps"));

    private static bool Has(JsonObject rule, string member, string wanted) =>
        rule.At(member) is JsonArray list && list.Any(each => (string?)each is { } text && (text == wanted || text is "*" or "*/*"));
}

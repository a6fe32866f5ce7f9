using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What is wrong with a MetricTemplate.</summary>
internal static class MetricTemplateFaults
{
    private const string Provider = "spec.provider";

    public static Findings Of(JsonObject template)
    {
        var found = new Findings();
        var provider = template.At("spec", "provider");
        found.Require(
            provider, Provider, "type", value => value.Text() == "prometheus",
            "prometheus, the only metric source that is supported (what can be asked over Prometheus' HTTP API can be named so)");
        if (provider.Text("type") == "prometheus")
        {
            found.Require(provider, Provider, "address", value => Addresses.IsHttp(value.Text()), Addresses.Words);
        }

        if (provider.At("secretRef") is { } secret)
        {
            found.Require(secret, Provider + ".secretRef", "name", ObjectNames.IsObject, "the name of a Secret in this namespace");
        }

        Headers(provider, found);
        found.Require(template.At("spec"), "spec", "query", value => value.Text() is { } text && !string.IsNullOrWhiteSpace(text), "a query");
        QueryFaults.Find(template.Text("spec", "query") ?? "", "spec.query", found);
        return found;
    }

    // A line break in a header would begin another one.
    private static void Headers(JsonNode? provider, Findings found)
    {
        foreach (var (name, values) in provider.At("headers") as JsonObject ?? [])
        {
            if (!IsToken(name) || values is not JsonArray list || !list.All(value => value.Text() is { } text && !text.Any(char.IsControl)))
            {
                found.Must(name, Provider + ".headers", "the name of a header with a list of values, each on one line");
            }
        }
    }

    private static bool IsToken(string name) => name.Length > 0 && name.All(each => char.IsAsciiLetterOrDigit(each) || each is '-' or '_' or '.');
}

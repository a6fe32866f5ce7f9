using System.Text.Json.Nodes;
using CanaryMesh.Api.Queries;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Checking.Fields;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What is wrong with a MetricTemplate.</summary>
internal static class MetricTemplateFaults
{
    private const string Provider = "spec.provider";

    public static Findings Of(JsonObject template)
    {
        var found = new Findings();
        var provider = template.At("spec", "provider");
        var type = provider.Text("type");
        found.Require(provider, Provider, "type", value => MetricProviders.AreSupported(value.Text()), MetricProviders.Words);
        Address(provider, type, found);
        if (provider.At("secretRef") is { } secret)
        {
            found.Require(secret, Provider + ".secretRef", "name", ObjectNames.IsObject, "the name of a Secret in this namespace");
        }

        Headers(provider, found);
        Path(provider, type, found);
        Query(template, type, found);
        Idle(provider, type, found);
        FieldLedger.Find(ResourceNames.MetricTemplate, template, found);
        return found;
    }

    private static void Address(JsonNode? provider, string? type, Findings found)
    {
        if (MetricProviders.NeedsAddress(type))
        {
            found.Require(provider, Provider, "address", value => Addresses.IsHttp(value.Text()), Addresses.Words);
        }
        else if (provider.Text("address") is { Length: > 0 } && MetricProviders.AreSupported(type))
        {
            found.Address(provider, Provider, "address");
        }

        if (Uri.TryCreate(provider.Text("address"), UriKind.Absolute, out var address) && address.UserInfo.Length > 0)
        {
            found.Add(Provider + ".address", "it carries a user or password: they belong in a Secret, as username and password");
        }
    }

    // A line break in a header would begin another one.
    private static void Headers(JsonNode? provider, Findings found)
    {
        found.Test(provider, Provider, "headers", value => value is JsonObject, "names of headers, each with a list of values");
        foreach (var (name, values) in provider.At("headers") as JsonObject ?? [])
        {
            if (!IsToken(name) || values is not JsonArray list || !list.All(value => value.Text() is { } text && !text.Any(char.IsControl)))
            {
                found.Must(name, Provider + ".headers", "the name of a header with a list of values, each on one line");
            }
        }
    }

    private static void Path(JsonNode? provider, string? type, Findings found)
    {
        if (type is MetricProviders.Http)
        {
            found.Require(provider, Provider, "jsonPath", value => NumberPath.Parse(value.Text()) is not null, NumberPath.Words);
        }
        else if (provider.At("jsonPath") is not null && MetricProviders.AreSupported(type))
        {
            found.Warn(Provider + ".jsonPath", "only the type http reads it");
        }
    }

    private static void Query(JsonObject template, string? type, Findings found)
    {
        found.Require(template.At("spec"), "spec", "query", value => value.Text() is { } text && !string.IsNullOrWhiteSpace(text), "a query");
        var surface = MetricProviders.AreSupported(type) ? MetricProviders.SurfaceOf(type) : QuerySurface.PromQl;
        var rendered = QueryFaults.Find(template.Text("spec", "query") ?? "", "spec.query", surface, null, found);
        if (type is MetricProviders.ExternalMetrics && rendered is { Length: > 0 } && ExternalMetric.Parse(rendered) is null)
        {
            found.Must(template.At("spec", "query"), "spec.query", ExternalMetric.Words);
        }
    }

    // Legal, and without any effect.
    private static void Idle(JsonNode? provider, string? type, Findings found)
    {
        var isPlain = provider.Text("address") is { } address && address.StartsWith("http:", StringComparison.OrdinalIgnoreCase);
        if (provider.Flag("insecureSkipVerify") && isPlain)
        {
            found.Warn(Provider + ".insecureSkipVerify", "the address is http, which has no certificate");
        }

        if (provider.At("secretRef") is not null && isPlain)
        {
            found.Warn(Provider + ".secretRef", "the address is http: the Secret travels in the clear");
        }

        if (type is MetricProviders.ExternalMetrics && string.IsNullOrEmpty(provider.Text("address")) && (provider.At("secretRef") ?? provider.At("headers")) is not null)
        {
            found.Warn(Provider, "without an address the API server is asked, which gets neither headers nor a Secret");
        }
    }

    private static bool IsToken(string name) => name.Length > 0 && name.All(each => char.IsAsciiLetterOrDigit(each) || each is '-' or '_' or '.');
}

using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Host.Tests.Observing;

namespace CanaryMesh.Analyzer.Host.Tests.Sources;

/// <summary>MetricTemplates of one server.</summary>
internal sealed class TemplateTexts(Uri server)
{
    public JsonObject Of(string query, string name = "gpu", string ns = "shop", string version = "1", string provider = """{"type":"prometheus"}""", bool hasAddress = true)
    {
        var template = Thing.Json($$"""{"metadata":{"name":"{{name}}","namespace":"{{ns}}","uid":"t1","resourceVersion":"{{version}}"},"spec":{"provider":{{provider}} } }""");
        template["spec"]!["query"] = query;
        if (hasAddress)
        {
            template["spec"]!["provider"]!["address"] = server.ToString();
        }

        return template;
    }
}

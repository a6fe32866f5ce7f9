using System.Text.Json.Nodes;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking.Fields;

/// <summary>Every field of Flagger's three schemas and its fate. What is written here as without effect is warned about from here.</summary>
internal static class FieldLedger
{
    // Who splits is only known later, by the pods that are there.
    private const string ByProxies = " with the proxies";

    public static IReadOnlyList<FieldRow> Of(string kind) => kind switch
    {
        ResourceNames.Canary => [.. CanaryFields.Rows, .. ServiceFields.Rows, .. AnalysisFields.Rows],
        ResourceNames.MetricTemplate => MetricTemplateFields.Rows,
        ResourceNames.AlertProvider => AlertProviderFields.Rows,
        _ => [],
    };

    public static void Find(string kind, JsonObject thing, Findings found)
    {
        var provider = kind == ResourceNames.Canary ? thing.Text("spec", "provider") : null;
        var rows = Of(kind).Where(row => row.With(provider) is FieldFate.NoEffect).ToList();
        foreach (var (path, words, isByRoute) in rows.Select(row => (row.Told(provider).Path, row.Told(provider).Words, row.By.Count > 0)).DistinctBy(each => each.Path))
        {
            // Of a long list one warning says all.
            foreach (var (value, place) in FieldValues.At(thing, path).Where(each => !IsNothing(each.Value)).Take(1))
            {
                found.Idle(value, place, words, isByRoute && provider is null ? ByProxies : "");
            }
        }
    }

    // Written out, and no more than the default.
    private static bool IsNothing(JsonNode value) => value switch
    {
        JsonObject members => members.Count == 0,
        JsonArray items => items.Count == 0,
        JsonValue scalar => scalar.TryGetValue<bool>(out var flag) ? !flag : scalar.Text() is "",
        _ => false,
    };
}

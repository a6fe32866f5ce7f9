using System.Text.Json.Nodes;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking.Fields;

/// <summary>Every field of Flagger's three schemas and its fate. What is written here as without effect is warned about from here.</summary>
internal static class FieldLedger
{
    public static IReadOnlyList<FieldRow> Of(string kind) => kind switch
    {
        ResourceNames.Canary => [.. CanaryFields.Rows, .. ServiceFields.Rows, .. AnalysisFields.Rows],
        ResourceNames.MetricTemplate => MetricTemplateFields.Rows,
        ResourceNames.AlertProvider => AlertProviderFields.Rows,
        _ => [],
    };

    public static void Find(string kind, JsonObject thing, Findings found)
    {
        foreach (var row in Of(kind).Where(row => row.Fate is FieldFate.NoEffect))
        {
            if (thing.At(row.Path.Split('.')) is { } value && !IsNothing(value))
            {
                found.Idle(value, row.Path, row.Words);
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

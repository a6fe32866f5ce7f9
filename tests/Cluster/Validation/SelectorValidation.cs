using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of label selectors.</summary>
internal static class SelectorValidation
{
    public static void Selector(JsonObject? selector, string at, FieldFaults faults)
    {
        MetadataValidation.Labels(selector.Object("matchLabels"), at + ".matchLabels", faults);
        var i = 0;
        foreach (var wanted in selector.Objects("matchExpressions"))
        {
            Requirement(wanted, $"{at}.matchExpressions[{i++}]", faults);
        }
    }

    private static void Requirement(JsonObject wanted, string at, FieldFaults faults)
    {
        var values = wanted.Array("values") ?? [];
        switch (wanted.Text("operator"))
        {
            case "In" or "NotIn":
                if (values.Count == 0)
                {
                    faults.Required(at + ".values", "must be specified when `operator` is 'In' or 'NotIn'");
                }

                break;
            case "Exists" or "DoesNotExist":
                if (values.Count > 0)
                {
                    faults.Forbidden(at + ".values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                }

                break;
            default:
                faults.Invalid(at + ".operator", wanted["operator"] ?? "", "not a valid selector operator");
                break;
        }

        if (LabelRules.KeyFault(wanted.Text("key") ?? "") is { } fault)
        {
            faults.Invalid(at + ".key", wanted["key"] ?? "", fault);
        }

        for (var i = 0; i < values.Count; i++)
        {
            if (LabelRules.ValueFault(values[i].Text() ?? "") is { } wrong)
            {
                faults.Invalid($"{at}.values[{i}]", values[i], wrong);
            }
        }
    }
}

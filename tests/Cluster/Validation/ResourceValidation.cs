using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Schemas;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Requests must not be above limits; both are of known resources and not negative.</summary>
internal static class ResourceValidation
{
    public static void Container(JsonObject container, string at, FieldFaults faults)
    {
        var limits = container.Object("resources", "limits");
        foreach (var kind in (ReadOnlySpan<string>)["limits", "requests"])
        {
            Amounts(container.Object("resources", kind), $"{at}.resources.{kind}", faults);
        }

        foreach (var (name, request) in container.Object("resources", "requests") ?? [])
        {
            if (limits.Text(name) is { } limit && Quantity.Value(request.Text() ?? "") > Quantity.Value(limit))
            {
                faults.Invalid(at + ".resources.requests", request, $"must be less than or equal to {name} limit of {limit}");
            }
        }
    }

    private static void Amounts(JsonObject? amounts, string at, FieldFaults faults)
    {
        foreach (var (name, amount) in amounts ?? [])
        {
            if (!name.Contains('/', StringComparison.Ordinal) && name is not ("cpu" or "memory" or "ephemeral-storage") && !name.StartsWith("hugepages-", StringComparison.Ordinal))
            {
                faults.Invalid(at, name, "must be a standard resource type or fully qualified");
                faults.Invalid(at, name, "must be a standard resource for containers");
            }
            else if (LabelRules.KeyFault(name) is { } fault)
            {
                faults.Invalid(at, name, fault);
            }

            if (Quantity.Value(amount.Text() ?? "") < 0m)
            {
                faults.Invalid($"{at}[{name}]", amount, "must be greater than or equal to 0");
            }
        }
    }
}

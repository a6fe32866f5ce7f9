using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Schemas;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of budgets, leases, quotas and limits.</summary>
internal static class PolicyValidation
{
    private static readonly string[] Counted =
    [
        "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.storage", "requests.ephemeral-storage", "limits.cpu", "limits.memory", "limits.ephemeral-storage", "pods",
        "resourcequotas", "services", "replicationcontrollers", "secrets", "persistentvolumeclaims", "configmaps", "services.nodeports", "services.loadbalancers",
    ];

    public static void Budget(JsonObject o, FieldFaults faults)
    {
        var spec = o.Object("spec") ?? [];
        if (spec["minAvailable"] is not null && spec["maxUnavailable"] is not null)
        {
            faults.Invalid("spec", spec, "minAvailable and maxUnavailable cannot be both set");
        }

        foreach (var field in (ReadOnlySpan<string>)["minAvailable", "maxUnavailable"])
        {
            Amount(spec[field], "spec." + field, faults);
        }

        PodValidation.Word(spec, "unhealthyPodEvictionPolicy", "spec", ["AlwaysAllow", "IfHealthyBudget"], faults);
        SelectorValidation.Selector(spec.Object("selector"), "spec.selector", faults);
    }

    public static void Lease(JsonObject o, FieldFaults faults)
    {
        if (o.Number("spec", "leaseDurationSeconds") is <= 0 and var duration)
        {
            faults.Invalid("spec.leaseDurationSeconds", duration, "must be greater than 0");
        }

        if (o.Number("spec", "leaseTransitions") is < 0 and var transitions)
        {
            faults.Invalid("spec.leaseTransitions", transitions, "must be greater than or equal to 0");
        }
    }

    public static void Quota(JsonObject o, FieldFaults faults)
    {
        foreach (var (name, amount) in o.Object("spec", "hard") ?? [])
        {
            if (LabelRules.KeyFault(name) is { } fault)
            {
                faults.Invalid($"spec.hard[{name}]", name, fault);
            }
            else if (!name.Contains('/', StringComparison.Ordinal) && !Counted.Contains(name) && !name.StartsWith("hugepages-", StringComparison.Ordinal) && !name.StartsWith("requests.hugepages-", StringComparison.Ordinal))
            {
                faults.Invalid($"spec.hard[{name}]", name, "must be a standard resource for quotas");
            }

            NotNegative(amount, $"spec.hard[{name}]", faults);
        }
    }

    public static void QuotaUpdate(JsonObject changed, JsonObject old, FieldFaults faults)
    {
        if (!JsonAccess.Same(changed.At("spec", "scopes"), old.At("spec", "scopes")))
        {
            faults.Invalid("spec.scopes", changed.At("spec", "scopes"), "field is immutable");
        }
    }

    public static void Limits(JsonObject o, FieldFaults faults)
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        var i = 0;
        foreach (var limit in o.Objects("spec", "limits"))
        {
            var at = $"spec.limits[{i++}]";
            var type = limit.Text("type") ?? "";
            if (LabelRules.KeyFault(type) is { } fault)
            {
                faults.Invalid(at + ".type", type, fault);
            }
            else if (!types.Add(type))
            {
                faults.Duplicate(at + ".type", type);
            }

            foreach (var field in (ReadOnlySpan<string>)["default", "defaultRequest"])
            {
                if (type == "Pod" && limit.Object(field) is { Count: > 0 })
                {
                    faults.Forbidden($"{at}.{field}", "may not be specified when `type` is 'Pod'");
                }
            }

            Order(limit, at, faults);
        }
    }

    private static void Order(JsonObject limit, string at, FieldFaults faults)
    {
        foreach (var (low, high, told) in (ReadOnlySpan<(string, string, string)>)
            [("min", "max", "min"), ("min", "default", "default"), ("min", "defaultRequest", "defaultRequest"), ("defaultRequest", "max", "defaultRequest"), ("defaultRequest", "default", "defaultRequest"), ("default", "max", "default")])
        {
            foreach (var (name, amount) in limit.Object(low) ?? [])
            {
                if (limit.Text(high, name) is { } other && Quantity.Value(amount.Text() ?? "") > Quantity.Value(other))
                {
                    faults.Invalid($"{at}.{told}[{name}]", limit.At(told, name), $"{low} value {amount.Text()} is greater than {high} value {other}");
                }
            }
        }
    }

    private static void NotNegative(JsonNode? amount, string at, FieldFaults faults)
    {
        if (Quantity.Value(amount.Text() ?? "") < 0m)
        {
            faults.Invalid(at, amount, "must be greater than or equal to 0");
        }
    }

    private static void Amount(JsonNode? value, string at, FieldFaults faults)
    {
        if (value.Number() is < 0)
        {
            faults.Invalid(at, value, "must be greater than or equal to 0");
        }
        else if (value.Text() is { } text)
        {
            if (!text.EndsWith('%') || !int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var percent))
            {
                faults.Invalid(at, value, "a valid percent string must be a numeric string followed by an ending '%'");
            }
            else if (percent > 100)
            {
                faults.Invalid(at, value, "must not be greater than 100%");
            }
        }
    }
}

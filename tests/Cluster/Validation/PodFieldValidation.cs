using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of a pod's own fields, beside its containers and volumes.</summary>
internal static class PodFieldValidation
{
    public static void Spec(JsonObject spec, string path, FieldFaults faults)
    {
        if (spec.Number("activeDeadlineSeconds") is < 1 or > int.MaxValue)
        {
            faults.Invalid(path + ".activeDeadlineSeconds", spec["activeDeadlineSeconds"], "must be between 1 and 2147483647, inclusive");
        }

        Named(spec, "hostname", path, LabelRules.LabelFault, faults);
        Named(spec, "subdomain", path, LabelRules.LabelFault, faults);
        Named(spec, "nodeName", path, LabelRules.SubdomainFault, faults);
        Named(spec, "serviceAccountName", path, LabelRules.SubdomainFault, faults);
        MetadataValidation.Labels(spec.Object("nodeSelector"), path + ".nodeSelector", faults);
        Tolerations(spec, path + ".tolerations", faults);
        Security(spec, path, faults);
        Spread(spec, path + ".topologySpreadConstraints", faults);
        Gates(spec, path + ".readinessGates", faults);
        if (spec.Text("dnsPolicy") == "None" && spec.Array("dnsConfig", "nameservers") is not { Count: > 0 })
        {
            faults.Required(path + (spec.Object("dnsConfig") is null ? ".dnsConfig" : ".dnsConfig.nameservers"), "must provide at least one DNS nameserver when `dnsPolicy` is None");
        }

        var i = 0;
        foreach (var secret in spec.Objects("imagePullSecrets"))
        {
            if (secret.Text("name") is not { Length: > 0 })
            {
                faults.Required($"{path}.imagePullSecrets[{i}].name");
            }

            i++;
        }
    }

    private static void Named(JsonObject spec, string field, string path, Func<string, string?> rule, FieldFaults faults)
    {
        if (spec.Text(field) is { Length: > 0 } name && rule(name) is { } fault)
        {
            faults.Invalid($"{path}.{field}", name, fault);
        }
    }

    private static void Tolerations(JsonObject spec, string path, FieldFaults faults)
    {
        var i = 0;
        foreach (var toleration in spec.Objects("tolerations"))
        {
            var at = $"{path}[{i++}]";
            var (key, word) = (toleration.Text("key") ?? "", toleration.Text("operator") ?? "");
            if (key.Length > 0 && LabelRules.KeyFault(key) is { } fault)
            {
                faults.Invalid(at + ".key", key, fault);
            }

            if (key.Length == 0 && word != "Exists")
            {
                faults.Invalid(at + ".operator", word, "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
            }

            if (toleration["tolerationSeconds"] is not null && toleration.Text("effect") != "NoExecute")
            {
                faults.Invalid(at + ".effect", toleration["effect"], "effect must be 'NoExecute' when `tolerationSeconds` is set");
            }

            if (word == "Exists" && toleration.Text("value") is { Length: > 0 })
            {
                faults.Invalid(at + ".operator", toleration, "value must be empty when `operator` is 'Exists'");
            }

            if (word is "Equal" or "" && LabelRules.ValueFault(toleration.Text("value") ?? "") is { } wrong)
            {
                faults.Invalid(at + ".operator", toleration["value"], wrong);
            }

            PodValidation.Word(toleration, "operator", at, ["Equal", "Exists", "Gt", "Lt"], faults);
            PodValidation.Word(toleration, "effect", at, ["NoExecute", "NoSchedule", "PreferNoSchedule"], faults);
        }
    }

    private static void Security(JsonObject spec, string path, FieldFaults faults)
    {
        if (spec.Flag("shareProcessNamespace") == true && spec.Flag("hostPID") == true)
        {
            faults.Invalid(path + ".shareProcessNamespace", true, "ShareProcessNamespace and HostPID cannot both be enabled");
        }

        foreach (var field in (ReadOnlySpan<string>)["runAsUser", "runAsGroup", "fsGroup"])
        {
            if (spec.Number("securityContext", field) is < 0 or > int.MaxValue)
            {
                faults.Invalid($"{path}.securityContext.{field}", spec.At("securityContext", field), "must be between 0 and 2147483647, inclusive");
            }
        }
    }

    private static void Spread(JsonObject spec, string path, FieldFaults faults)
    {
        var i = 0;
        foreach (var constraint in spec.Objects("topologySpreadConstraints"))
        {
            var at = $"{path}[{i++}]";
            if (constraint.Number("maxSkew") is not > 0)
            {
                faults.Invalid(at + ".maxSkew", constraint["maxSkew"] ?? 0, "must be greater than zero");
            }

            if (constraint.Text("topologyKey") is not { Length: > 0 })
            {
                faults.Required(at + ".topologyKey", "can not be empty");
            }

            PodValidation.Word(constraint, "whenUnsatisfiable", at, ["DoNotSchedule", "ScheduleAnyway"], faults);
        }
    }

    private static void Gates(JsonObject spec, string path, FieldFaults faults)
    {
        var i = 0;
        foreach (var gate in spec.Objects("readinessGates"))
        {
            var type = gate.Text("conditionType") ?? "";
            if (LabelRules.KeyFault(type) is { } fault)
            {
                faults.Invalid($"{path}[{i}].conditionType", type, fault);
            }

            i++;
        }
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of Deployments, ReplicaSets, Jobs and autoscalers.</summary>
internal static partial class WorkloadValidation
{
    private const string PercentRule = "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";

    public static void Deployment(JsonObject o, FieldFaults faults)
    {
        Scaled(o, faults);
        var spec = o.Object("spec") ?? [];
        Strategy(spec, faults);
        NotNegative(spec, "minReadySeconds", faults);
        NotNegative(spec, "revisionHistoryLimit", faults);
        if (spec.Number("progressDeadlineSeconds") is { } deadline)
        {
            NotNegative(spec, "progressDeadlineSeconds", faults);
            if (deadline <= (spec.Number("minReadySeconds") ?? 0))
            {
                faults.Invalid("spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds");
            }
        }
    }

    public static void ReplicaSet(JsonObject o, FieldFaults faults)
    {
        Scaled(o, faults);
        NotNegative(o.Object("spec") ?? [], "minReadySeconds", faults);
    }

    public static void Job(JsonObject o, FieldFaults faults)
    {
        var spec = o.Object("spec") ?? [];
        foreach (var field in (ReadOnlySpan<string>)["parallelism", "completions", "backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished"])
        {
            NotNegative(spec, field, faults);
        }

        PodValidation.Spec(spec.Object("template", "spec") ?? [], "spec.template.spec", faults);
        if (spec.Text("template", "spec", "restartPolicy") == "Always")
        {
            faults.Add("FieldValueRequired", "spec.template.spec.restartPolicy", "Required value: valid values: \"OnFailure\", \"Never\"");
        }
    }

    public static void Templated(JsonObject o, FieldFaults faults)
    {
        Scaled(o, faults);
        NotNegative(o.Object("spec") ?? [], "minReadySeconds", faults);
        NotNegative(o.Object("spec") ?? [], "revisionHistoryLimit", faults);
    }

    public static void StatefulSetKept(JsonObject changed, JsonObject old, FieldFaults faults)
    {
        string[] free = ["replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds"];
        var (now, before) = ((changed.Object("spec") ?? []).Copy(), (old.Object("spec") ?? []).Copy());
        foreach (var field in free)
        {
            now.Remove(field);
            before.Remove(field);
        }

        if (!JsonAccess.Same(now, before))
        {
            faults.Forbidden("spec", $"updates to statefulset spec for fields other than {string.Join(", ", free.Order(StringComparer.Ordinal).Select(f => $"'{f}'"))} are forbidden");
        }
    }

    public static void JobKept(JsonObject changed, JsonObject old, FieldFaults faults)
    {
        SelectorKept(changed, old, faults);
        foreach (var field in (ReadOnlySpan<string>)["template", "completions", "completionMode"])
        {
            if (!JsonAccess.Same(changed.At("spec", field), old.At("spec", field)))
            {
                faults.Invalid("spec." + field, changed.At("spec", field), "field is immutable");
            }
        }
    }

    public static void SelectorKept(JsonObject changed, JsonObject old, FieldFaults faults)
    {
        if (!JsonAccess.Same(changed.At("spec", "selector"), old.At("spec", "selector")))
        {
            faults.Invalid("spec.selector", changed.At("spec", "selector"), "field is immutable");
        }
    }

    public static void Autoscaler(JsonObject o, FieldFaults faults)
    {
        var spec = o.Object("spec") ?? [];
        var (min, max) = (spec.Number("minReplicas") ?? 1, spec.Number("maxReplicas") ?? 0);
        if (min < 1)
        {
            faults.Invalid("spec.minReplicas", min, "must be greater than or equal to 1");
            faults.Forbidden("spec.metrics", "must specify at least one Object or External metric to support scaling to zero replicas");
        }

        if (max < 1)
        {
            faults.Invalid("spec.maxReplicas", max, "must be greater than 0");
        }

        if (max < min)
        {
            faults.Invalid("spec.maxReplicas", max, "must be greater than or equal to `minReplicas`");
        }

        foreach (var field in (ReadOnlySpan<string>)["kind", "name"])
        {
            if (spec.Text("scaleTargetRef", field) is not { Length: > 0 })
            {
                faults.Required("spec.scaleTargetRef." + field);
            }
        }
    }

    private static void Scaled(JsonObject o, FieldFaults faults)
    {
        var spec = o.Object("spec") ?? [];
        NotNegative(spec, "replicas", faults);
        var labels = spec.Object("template", "metadata", "labels");
        if (spec.Object("selector") is not { } selector)
        {
            faults.Required("spec.selector");
        }
        else if (selector.Count == 0)
        {
            faults.Invalid("spec.selector", selector, "empty selector is invalid for deployment");
        }

        if (spec.Object("selector") is not { Count: > 0 } wanted || !LabelSelector.Of(wanted).MatchesLabels(labels))
        {
            faults.Invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`");
        }

        SelectorValidation.Selector(spec.Object("selector"), "spec.selector", faults);
        MetadataValidation.Labels(labels, "spec.template.labels", faults);
        MetadataValidation.Annotations(spec.Object("template", "metadata", "annotations"), "spec.template.annotations", faults);
        PodValidation.Spec(spec.Object("template", "spec") ?? [], "spec.template.spec", faults);
        if (spec.Text("template", "spec", "restartPolicy") is { } policy and not "Always" and not "")
        {
            faults.NotSupported("spec.template.spec.restartPolicy", policy, ["Always"]);
        }
    }

    private static void Strategy(JsonObject spec, FieldFaults faults)
    {
        var strategy = spec.Object("strategy") ?? [];
        switch (strategy.Text("type"))
        {
            case "RollingUpdate":
                Rolling(strategy.Object("rollingUpdate") ?? [], faults);
                break;
            case "Recreate":
                if (strategy.ContainsKey("rollingUpdate"))
                {
                    faults.Forbidden("spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'");
                }

                break;
            default:
                faults.NotSupported("spec.strategy", strategy, ["Recreate", "RollingUpdate"]);
                break;
        }
    }

    private static void Rolling(JsonObject rolling, FieldFaults faults)
    {
        Amount(rolling["maxUnavailable"], "spec.strategy.rollingUpdate.maxUnavailable", faults);
        Amount(rolling["maxSurge"], "spec.strategy.rollingUpdate.maxSurge", faults);
        if (AmountOf(rolling["maxUnavailable"]) == 0 && AmountOf(rolling["maxSurge"]) == 0)
        {
            faults.Invalid("spec.strategy.rollingUpdate.maxUnavailable", rolling["maxUnavailable"], "may not be 0 when `maxSurge` is 0");
        }

        if (rolling.Text("maxUnavailable") is not null && AmountOf(rolling["maxUnavailable"]) > 100)
        {
            faults.Invalid("spec.strategy.rollingUpdate.maxUnavailable", rolling["maxUnavailable"], "must not be greater than 100%");
        }
    }

    private static void Amount(JsonNode? value, string at, FieldFaults faults)
    {
        if (value.Text() is { } text && !Percent().IsMatch(text))
        {
            faults.Invalid(at, value, PercentRule);
        }
        else if (value.Number() is < 0)
        {
            faults.Invalid(at, value, "must be greater than or equal to 0");
        }
    }

    private static long? AmountOf(JsonNode? value) =>
        value.Number() ?? (value.Text() is { } text && Percent().IsMatch(text) ? long.Parse(text[..^1], CultureInfo.InvariantCulture) : null);

    private static void NotNegative(JsonObject spec, string field, FieldFaults faults)
    {
        if (spec.Number(field) is < 0 and var value)
        {
            faults.Invalid("spec." + field, value, "must be greater than or equal to 0");
        }
    }

    [GeneratedRegex("^[0-9]{1,9}%$")]
    private static partial Regex Percent();
}

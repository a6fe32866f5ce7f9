using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Admission;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of webhook configurations.</summary>
internal static class WebhookValidation
{
    public static void Validate(JsonObject o, FieldFaults faults)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var i = 0;
        foreach (var hook in o.Objects("webhooks"))
        {
            One(hook, $"webhooks[{i++}]", names, faults);
        }
    }

    private static void One(JsonObject hook, string at, HashSet<string> names, FieldFaults faults)
    {
        var name = hook.Text("name") ?? "";
        if (name.Split('.') is not { Length: >= 3 } || Selectors.LabelRules.SubdomainFault(name) is not null)
        {
            faults.Invalid(at + ".name", name, "should be a domain with at least three segments separated by dots");
        }
        else if (!names.Add(name))
        {
            faults.Duplicate(at + ".name", name);
        }

        Versions(hook, at, faults);
        SideEffects(hook, at, faults);
        PodValidation.Word(hook, "failurePolicy", at, ["Fail", "Ignore"], faults);
        PodValidation.Word(hook, "matchPolicy", at, ["Equivalent", "Exact"], faults);
        PodValidation.Word(hook, "reinvocationPolicy", at, ["IfNeeded", "Never"], faults);
        if (hook.Number("timeoutSeconds") is < 1 or > 30)
        {
            faults.Invalid(at + ".timeoutSeconds", hook["timeoutSeconds"], "the timeout value must be between 1 and 30 seconds");
        }

        Client(hook.Object("clientConfig") ?? [], at + ".clientConfig", faults);
        MetadataValidation.Labels(hook.Object("objectSelector", "matchLabels"), at + ".objectSelector.matchLabels", faults);
        MetadataValidation.Labels(hook.Object("namespaceSelector", "matchLabels"), at + ".namespaceSelector.matchLabels", faults);
        var i = 0;
        foreach (var rule in hook.Objects("rules"))
        {
            Rule(rule, $"{at}.rules[{i++}]", faults);
        }

        Conditions(hook, at, faults);
    }

    private static void Versions(JsonObject hook, string at, FieldFaults faults)
    {
        var versions = hook.Array("admissionReviewVersions") ?? [];
        if (versions.Count == 0)
        {
            faults.Required(at + ".admissionReviewVersions", "must specify one of v1, v1beta1");
        }
        else if (!versions.Any(v => v.Text() is "v1" or "v1beta1"))
        {
            faults.Invalid(at + ".admissionReviewVersions", versions, "must include at least one of v1, v1beta1");
        }
    }

    private static void SideEffects(JsonObject hook, string at, FieldFaults faults)
    {
        if (hook.Text("sideEffects") is not { Length: > 0 } effects)
        {
            faults.Required(at + ".sideEffects", "must specify one of None, NoneOnDryRun");
        }
        else if (effects is not ("None" or "NoneOnDryRun"))
        {
            faults.NotSupported(at + ".sideEffects", effects, ["None", "NoneOnDryRun"]);
        }
    }

    private static void Client(JsonObject client, string at, FieldFaults faults)
    {
        var (url, service) = (client.Text("url"), client.Object("service"));
        if (url is null == service is null)
        {
            faults.Required(at, "exactly one of url or service is required");
            return;
        }

        if (url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme != "https" || parsed.Fragment.Length > 0 || parsed.Query.Length > 0 || parsed.UserInfo.Length > 0))
        {
            faults.Invalid(at + ".url", url, "'https' is the only allowed URL scheme; desired format: https://host[/path]");
        }

        foreach (var field in (ReadOnlySpan<string>)["namespace", "name"])
        {
            if (service is not null && service.Text(field) is not { Length: > 0 })
            {
                faults.Required($"{at}.service.{field}");
            }
        }
    }

    private static void Rule(JsonObject rule, string at, FieldFaults faults)
    {
        foreach (var field in (ReadOnlySpan<string>)["operations", "apiGroups", "apiVersions", "resources"])
        {
            var values = (rule.Array(field) ?? []).Select(v => v.Text() ?? "").ToList();
            if (values.Count == 0)
            {
                faults.Required($"{at}.{field}");
            }
            else if (values.Count > 1 && values.Contains("*") && field != "resources")
            {
                faults.Invalid($"{at}.{field}", rule[field], "if '*' is present, must not specify other values");
            }

            for (var i = 0; i < values.Count && field == "operations"; i++)
            {
                if (values[i] is not ("*" or "CREATE" or "UPDATE" or "DELETE" or "CONNECT"))
                {
                    faults.NotSupported($"{at}.operations[{i}]", values[i], ["*", "CONNECT", "CREATE", "DELETE", "UPDATE"]);
                }
            }
        }

        PodValidation.Word(rule, "scope", at, ["*", "Cluster", "Namespaced"], faults);
    }

    private static void Conditions(JsonObject hook, string at, FieldFaults faults)
    {
        var i = 0;
        foreach (var condition in hook.Objects("matchConditions"))
        {
            var here = $"{at}.matchConditions[{i++}]";
            if (condition.Text("name") is not { Length: > 0 })
            {
                faults.Required(here + ".name");
            }

            if (condition.Text("expression") is not { Length: > 0 } expression)
            {
                faults.Required(here + ".expression");
            }
            else if (CelCondition.Fault(expression) is { } fault)
            {
                faults.Invalid(here + ".expression", expression, fault);
            }
        }
    }
}

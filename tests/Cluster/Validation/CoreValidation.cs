using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of ConfigMaps, Secrets, Services and Events.</summary>
internal static partial class CoreValidation
{
    private const string KeyRule = "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

    public static void ConfigMap(JsonObject o, FieldFaults faults)
    {
        Keys(o.Object("data"), "data", faults);
        Keys(o.Object("binaryData"), "binaryData", faults);
        foreach (var (key, _) in o.Object("data") ?? [])
        {
            if (o.Object("binaryData")?.ContainsKey(key) == true)
            {
                faults.Invalid($"data[{key}]", key, "duplicate of key present in binaryData");
            }
        }
    }

    public static void Secret(JsonObject o, FieldFaults faults)
    {
        Keys(o.Object("data"), "data", faults);
        string[] needed = o.Text("type") switch
        {
            "kubernetes.io/tls" => ["tls.crt", "tls.key"],
            "kubernetes.io/dockerconfigjson" => [".dockerconfigjson"],
            _ => [],
        };
        foreach (var key in needed.Where(k => o.Object("data")?.ContainsKey(k) != true))
        {
            faults.Required($"data[{key}]");
        }
    }

    public static void Immutable(JsonObject changed, JsonObject old, FieldFaults faults)
    {
        if (old.Flag("immutable") != true)
        {
            return;
        }

        foreach (var field in (ReadOnlySpan<string>)["immutable", "data", "binaryData"])
        {
            if (!JsonAccess.Same(changed[field], old[field]))
            {
                faults.Forbidden(field, "field is immutable when `immutable` is set");
            }
        }
    }

    public static void SecretUpdate(JsonObject changed, JsonObject old, FieldFaults faults)
    {
        if (changed.Text("type") != old.Text("type"))
        {
            faults.Invalid("type", changed["type"], "field is immutable");
        }

        Immutable(changed, old, faults);
    }

    public static void Service(JsonObject o, FieldFaults faults)
    {
        var spec = o.Object("spec") ?? [];
        var ports = spec.Objects("ports").ToList();
        var headless = spec.Text("clusterIP") == "None";
        if (ports.Count == 0 && !headless && spec.Text("type") != "ExternalName")
        {
            faults.Required("spec.ports");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < ports.Count; i++)
        {
            ServicePort(ports[i], $"spec.ports[{i}]", ports.Count > 1, names, faults);
        }

        PodValidation.Word(spec, "type", "spec", ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"], faults);
        PodValidation.Word(spec, "sessionAffinity", "spec", ["ClientIP", "None"], faults);
        MetadataValidation.Labels(spec.Object("selector"), "spec.selector", faults);
    }

    public static void ServiceUpdate(JsonObject changed, JsonObject old, FieldFaults faults)
    {
        if (old.Text("spec", "clusterIP") is { Length: > 0 } ip && changed.Text("spec", "clusterIP") is { Length: > 0 } now && ip != now
            && changed.Text("spec", "type") != "ExternalName")
        {
            faults.Invalid("spec.clusterIPs[0]", new JsonArray(now), "may not change once set");
        }
    }

    public static void Event(JsonObject o, FieldFaults faults)
    {
        if (o.Text("involvedObject", "namespace") is { Length: > 0 } ns && ns != o.Namespace())
        {
            faults.Invalid("involvedObject.namespace", ns, "does not match event.namespace");
        }
    }

    public static void NewEvent(JsonObject o, FieldFaults faults)
    {
        foreach (var field in (ReadOnlySpan<string>)["eventTime", "reportingController", "reportingInstance", "action", "reason"])
        {
            if (o.Text(field) is not { Length: > 0 })
            {
                faults.Required(field);
            }
        }

        if (o.Text("reportingController") is { Length: 0 } or null)
        {
            faults.Invalid("reportingController", "", "name part must be non-empty");
            faults.Invalid("reportingController", "", "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character");
        }
    }

    private static void ServicePort(JsonObject port, string at, bool named, HashSet<string> names, FieldFaults faults)
    {
        var name = port.Text("name") ?? "";
        if (named && name.Length == 0)
        {
            faults.Required(at + ".name");
        }
        else if (name.Length > 0)
        {
            if (LabelRules.LabelFault(name) is { } fault)
            {
                faults.Invalid(at + ".name", name, fault);
            }

            if (!names.Add(name))
            {
                faults.Duplicate(at + ".name", name);
            }
        }

        if (port.Number("port") is not (>= 1 and <= 65535))
        {
            faults.Invalid(at + ".port", port["port"] ?? 0, "must be between 1 and 65535, inclusive");
        }

        PodValidation.Word(port, "protocol", at, ["SCTP", "TCP", "UDP"], faults);
        if (port.Number("targetPort") is { } number && number is < 1 or > 65535)
        {
            faults.Invalid(at + ".targetPort", port["targetPort"], "must be between 1 and 65535, inclusive");
        }

        foreach (var fault in port.Text("targetPort") is { Length: > 0 } target ? PodValidation.PortNameFaults(target) : [])
        {
            faults.Invalid(at + ".targetPort", port["targetPort"], fault);
        }
    }

    private static void Keys(JsonObject? data, string path, FieldFaults faults)
    {
        foreach (var (key, _) in data ?? [])
        {
            if (key is "." or "..")
            {
                faults.Invalid($"{path}[{key}]", key, $"must not be '{key}'");
            }
            else if (!Key().IsMatch(key) || key.Length > 253)
            {
                faults.Invalid($"{path}[{key}]", key, KeyRule);
            }
        }
    }

    [GeneratedRegex("^[-._a-zA-Z0-9]+\\z")]
    private static partial Regex Key();
}

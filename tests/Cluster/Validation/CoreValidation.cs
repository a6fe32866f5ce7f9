using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of ConfigMaps, Secrets and Events.</summary>
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
            "kubernetes.io/dockercfg" => [".dockercfg"],
            "kubernetes.io/ssh-auth" => ["ssh-privatekey"],
            "kubernetes.io/basic-auth" when o.Object("data")?.Any(p => p.Key is "username" or "password") != true => ["username", "password"],
            _ => [],
        };
        if (o.Text("type") == "kubernetes.io/service-account-token" && o.Text("metadata", "annotations", "kubernetes.io/service-account.name") is not { Length: > 0 })
        {
            faults.Required("metadata.annotations[kubernetes.io/service-account.name]");
        }

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

    public static string? KeyFault(string key) =>
        key is "." or ".." ? $"must not be '{key}'" : !Key().IsMatch(key) || key.Length > 253 ? KeyRule : null;

    private static void Keys(JsonObject? data, string path, FieldFaults faults)
    {
        foreach (var (key, _) in data ?? [])
        {
            if (KeyFault(key) is { } fault)
            {
                faults.Invalid($"{path}[{key}]", key, fault);
            }
        }
    }

    [GeneratedRegex("^[-._a-zA-Z0-9]+\\z")]
    private static partial Regex Key();
}

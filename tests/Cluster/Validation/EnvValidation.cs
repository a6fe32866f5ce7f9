using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of a container's environment.</summary>
internal static partial class EnvValidation
{
    private static readonly string[] Sources = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"];

    private static readonly string[] Fields =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    public static void Container(JsonObject container, string at, FieldFaults faults)
    {
        var i = 0;
        foreach (var variable in container.Objects("env"))
        {
            One(variable, $"{at}.env[{i++}]", faults);
        }

        i = 0;
        foreach (var source in container.Objects("envFrom"))
        {
            From(source, $"{at}.envFrom[{i++}]", faults);
        }
    }

    private static void One(JsonObject variable, string at, FieldFaults faults)
    {
        var name = variable.Text("name") ?? "";
        if (name.Length == 0)
        {
            faults.Required(at + ".name");
        }
        else if (!Name().IsMatch(name))
        {
            faults.Invalid(at + ".name", name, "a valid environment variable name must consist only of printable ASCII characters other than '='");
        }

        if (variable.Object("valueFrom") is { } from)
        {
            Value(from, variable.Text("value") ?? "", at + ".valueFrom", faults);
        }
    }

    private static void Value(JsonObject from, string value, string at, FieldFaults faults)
    {
        var given = Sources.Count(s => from.Object(s) is not null);
        if (given == 0)
        {
            faults.Invalid(at, "", "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`");
        }
        else if (value.Length > 0)
        {
            faults.Invalid(at, "", "may not be specified when `value` is not empty");
        }
        else if (given > 1)
        {
            faults.Invalid(at, "", "may not have more than one field specified at a time");
        }

        if (from.Object("fieldRef") is { } field)
        {
            Field(field.Text("fieldPath") ?? "", at + ".fieldRef.fieldPath", faults);
        }

        if (from.Object("resourceFieldRef") is { } resource && resource.Text("resource") is not { Length: > 0 })
        {
            faults.Required(at + ".resourceFieldRef.resource");
        }

        foreach (var source in (ReadOnlySpan<string>)["configMapKeyRef", "secretKeyRef"])
        {
            if (from.Object(source) is { } reference)
            {
                Key(reference.Text("key") ?? "", $"{at}.{source}.key", faults);
            }
        }
    }

    private static void Field(string path, string at, FieldFaults faults)
    {
        if (path.Length == 0)
        {
            faults.Required(at);
        }
        else if (path is "metadata.labels" or "metadata.annotations" or "spec.restartPolicy" or "spec.schedulerName" or "status.phase" or "status.nominatedNodeName")
        {
            faults.NotSupported(at, path, Fields);
        }
        else if (!Fields.Contains(path) && !Subscripted().IsMatch(path))
        {
            faults.Invalid(at, path, $"error converting fieldPath: field label not supported: {path}");
        }
    }

    private static void Key(string key, string at, FieldFaults faults)
    {
        if (key.Length == 0)
        {
            faults.Required(at);
        }
        else if (CoreValidation.KeyFault(key) is { } fault)
        {
            faults.Invalid(at, key, fault);
        }
    }

    private static void From(JsonObject source, string at, FieldFaults faults)
    {
        string[] given = [.. ((string[])["configMapRef", "secretRef"]).Where(s => source.Object(s) is not null)];
        if (given.Length != 1)
        {
            faults.Invalid(at, "", given.Length == 0 ? "must specify one of: `configMapRef` or `secretRef`" : "may not have more than one field specified at a time");
        }

        foreach (var one in given.Where(g => source.Text(g, "name") is not { Length: > 0 }))
        {
            faults.Required($"{at}.{one}.name");
        }

        if (source.Text("prefix") is { Length: > 0 } prefix && !Name().IsMatch(prefix))
        {
            faults.Invalid(at + ".prefix", prefix, "a valid environment variable name must consist only of printable ASCII characters other than '='");
        }
    }

    [GeneratedRegex("^[ -<>-~]+\\z")]
    private static partial Regex Name();

    [GeneratedRegex("^metadata\\.(labels|annotations)\\['.*'\\]\\z")]
    private static partial Regex Subscripted();
}

using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of a pod's volumes and of where they are mounted.</summary>
internal static class VolumeValidation
{
    private static readonly (string Source, string Field)[] Named =
        [("configMap", "name"), ("secret", "secretName"), ("persistentVolumeClaim", "claimName"), ("hostPath", "path")];

    public static HashSet<string> Volumes(JsonObject spec, string path, FieldFaults faults)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var i = 0;
        foreach (var volume in spec.Objects("volumes"))
        {
            var name = volume.Text("name") ?? "";
            var here = $"{path}.volumes[{i++}]";
            var at = here + ".name";
            if (name.Length == 0)
            {
                faults.Required(at);
            }
            else if (LabelRules.LabelFault(name) is { } fault)
            {
                faults.Invalid(at, name, fault);
            }
            else if (!names.Add(name))
            {
                faults.Duplicate(at, name);
            }

            Source(volume, here, faults);
        }

        return names;
    }

    public static void Mounts(JsonObject container, string at, HashSet<string> volumes, FieldFaults faults)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var i = 0;
        foreach (var mount in container.Objects("volumeMounts"))
        {
            var here = $"{at}.volumeMounts[{i++}]";
            if (mount.Text("name") is not { Length: > 0 } name)
            {
                faults.Required(here + ".name");
            }
            else if (!volumes.Contains(name))
            {
                faults.NotFound(here + ".name", name);
            }

            if (mount.Text("mountPath") is not { Length: > 0 } path)
            {
                faults.Required(here + ".mountPath");
            }
            else if (!paths.Add(path))
            {
                faults.Invalid(here + ".mountPath", path, "must be unique");
            }

            Inside(mount.Text("subPath"), here + ".subPath", faults);
        }
    }

    private static void Source(JsonObject volume, string at, FieldFaults faults)
    {
        string[] sources = [.. volume.Where(p => p is { Key: not "name", Value: not null }).Select(p => p.Key).OrderBy(k => k == "emptyDir" ? 0 : k == "hostPath" ? 1 : 2)];
        if (sources.Length == 0)
        {
            faults.Required(at, "must specify a volume type");
        }

        foreach (var surplus in sources.Skip(1))
        {
            faults.Forbidden($"{at}.{surplus}", "may not specify more than 1 volume type");
        }

        if (sources is not [var source, ..] || volume.Object(source) is not { } given)
        {
            return;
        }

        foreach (var (_, field) in Named.Where(n => n.Source == source && given.Text(n.Field) is not { Length: > 0 }))
        {
            faults.Required($"{at}.{source}.{field}");
        }

        Items(given, $"{at}.{source}", faults);
        var i = 0;
        foreach (var part in given.Objects("sources"))
        {
            Projected(part, $"{at}.{source}.sources[{i++}]", faults);
        }
    }

    private static void Projected(JsonObject part, string at, FieldFaults faults)
    {
        foreach (var source in (ReadOnlySpan<string>)["configMap", "secret"])
        {
            if (part.Object(source) is { } given)
            {
                if (given.Text("name") is not { Length: > 0 })
                {
                    faults.Required($"{at}.{source}.name");
                }

                Items(given, $"{at}.{source}", faults);
            }
        }

        if (part.Object("serviceAccountToken") is not { } token)
        {
            return;
        }

        if (token.Number("expirationSeconds") is < 600)
        {
            faults.Invalid(at + ".serviceAccountToken.expirationSeconds", token["expirationSeconds"], "may not specify a duration less than 10 minutes");
        }

        if (token.Text("path") is not { Length: > 0 })
        {
            faults.Required(at + ".serviceAccountToken.path");
        }
    }

    private static void Items(JsonObject source, string at, FieldFaults faults)
    {
        if (source.Number("defaultMode") is < 0 or > 511)
        {
            faults.Invalid(at + ".defaultMode", source["defaultMode"], "must be a number between 0 and 0777 (octal), both inclusive");
        }

        var i = 0;
        foreach (var item in source.Objects("items"))
        {
            var here = $"{at}.items[{i++}]";
            foreach (var field in (ReadOnlySpan<string>)["key", "path"])
            {
                if (item.Text(field) is not { Length: > 0 } && !(field == "key" && (item.ContainsKey("fieldRef") || item.ContainsKey("resourceFieldRef"))))
                {
                    faults.Required($"{here}.{field}");
                }
            }

            Inside(item.Text("path"), here + ".path", faults);
        }
    }

    private static void Inside(string? path, string at, FieldFaults faults)
    {
        if (path?.StartsWith('/') == true)
        {
            faults.Invalid(at, path, "must be a relative path");
        }
        else if (path?.Split('/').Contains("..") == true)
        {
            faults.Invalid(at, path, "must not contain '..'");
        }
    }
}

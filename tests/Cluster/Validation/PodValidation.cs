using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of pod specifications.</summary>
internal static partial class PodValidation
{
    private const string UpdateRule = "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n";

    public static void Pod(JsonObject pod, FieldFaults faults) => Spec(pod.Object("spec") ?? [], "spec", faults);

    public static void PodUpdate(JsonObject changed, JsonObject old, FieldFaults faults)
    {
        var (now, before) = (Comparable(changed), Comparable(old));
        if (!JsonAccess.Same(now, before))
        {
            faults.Forbidden("spec", UpdateRule);
        }
    }

    public static void Spec(JsonObject spec, string path, FieldFaults faults)
    {
        var volumes = Volumes(spec, path, faults);
        if (spec.Array("containers") is not { Count: > 0 })
        {
            faults.Required(path + ".containers");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        Each(spec.Objects("initContainers"), path + ".initContainers", names, volumes, faults);
        Each(spec.Objects("containers"), path + ".containers", names, volumes, faults);
        if (spec.Number("terminationGracePeriodSeconds") is < 0 and var grace)
        {
            faults.Invalid(path + ".terminationGracePeriodSeconds", grace, "must be greater than or equal to 0");
        }

        Word(spec, "restartPolicy", path, ["Always", "OnFailure", "Never"], faults);
        Word(spec, "dnsPolicy", path, ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"], faults);
    }

    private static HashSet<string> Volumes(JsonObject spec, string path, FieldFaults faults)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var i = 0;
        foreach (var volume in spec.Objects("volumes"))
        {
            var name = volume.Text("name") ?? "";
            var at = $"{path}.volumes[{i++}].name";
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
        }

        return names;
    }

    private static void Each(IEnumerable<JsonObject> containers, string path, HashSet<string> names, HashSet<string> volumes, FieldFaults faults)
    {
        var i = 0;
        foreach (var container in containers)
        {
            var at = $"{path}[{i++}]";
            Container(container, at, names, faults);
            Ports(container, at, faults);
            Mounts(container, at, volumes, faults);
            ResourceValidation.Container(container, at, faults);
            ProbeValidation.Container(container, at, faults);
        }
    }

    private static void Container(JsonObject container, string at, HashSet<string> names, FieldFaults faults)
    {
        var name = container.Text("name") ?? "";
        if (name.Length == 0)
        {
            faults.Required(at + ".name");
        }
        else if (LabelRules.LabelFault(name) is { } fault)
        {
            faults.Invalid(at + ".name", name, fault);
        }
        else if (!names.Add(name))
        {
            faults.Duplicate(at + ".name", name);
        }

        if (container.Text("image") is not { Length: > 0 })
        {
            faults.Required(at + ".image");
        }

        Word(container, "imagePullPolicy", at, ["Always", "IfNotPresent", "Never"], faults);
        var i = 0;
        foreach (var variable in container.Objects("env"))
        {
            if (variable.Text("name") is not { Length: > 0 })
            {
                faults.Required($"{at}.env[{i}].name");
            }

            i++;
        }
    }

    private static void Ports(JsonObject container, string at, FieldFaults faults)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var i = 0;
        foreach (var port in container.Objects("ports"))
        {
            var here = $"{at}.ports[{i++}]";
            if (port.Text("name") is { Length: > 0 } name)
            {
                foreach (var fault in PortNameFaults(name))
                {
                    faults.Invalid(here + ".name", name, fault);
                }

                if (!names.Add(name))
                {
                    faults.Duplicate(here + ".name", name);
                }
            }

            if (port["containerPort"] is null || port.Number("containerPort") is 0)
            {
                faults.Required(here + ".containerPort");
            }
            else if (port.Number("containerPort") is < 1 or > 65535)
            {
                faults.Invalid(here + ".containerPort", port["containerPort"], "must be between 1 and 65535, inclusive");
            }

            Word(port, "protocol", here, ["SCTP", "TCP", "UDP"], faults);
        }
    }

    private static void Mounts(JsonObject container, string at, HashSet<string> volumes, FieldFaults faults)
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
        }
    }

    public static IEnumerable<string> PortNameFaults(string name)
    {
        if (name.Length > 15)
        {
            yield return "must be no more than 15 characters";
        }

        if (!PortCharacters().IsMatch(name))
        {
            yield return "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)";
        }

        if (!name.Any(char.IsAsciiLetterLower))
        {
            yield return "must contain at least one letter (a-z)";
        }

        if (name.Contains("--", StringComparison.Ordinal))
        {
            yield return "must not contain consecutive hyphens";
        }

        if (name[0] == '-' || name[^1] == '-')
        {
            yield return "must not begin or end with a hyphen";
        }
    }

    public static void Word(JsonObject o, string field, string path, string[] known, FieldFaults faults)
    {
        if (o.Text(field) is { Length: > 0 } word && !known.Contains(word))
        {
            faults.NotSupported($"{path}.{field}", word, known);
        }
    }

    private static JsonObject Comparable(JsonObject pod)
    {
        var spec = (pod.Object("spec") ?? []).Copy();
        foreach (var free in (ReadOnlySpan<string>)["activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds", "schedulingGates", "nodeName"])
        {
            spec.Remove(free);
        }

        foreach (var container in spec.Objects("containers").Concat(spec.Objects("initContainers")))
        {
            container.Remove("image");
        }

        return spec;
    }

    [GeneratedRegex("^[-a-z0-9]+$")]
    private static partial Regex PortCharacters();
}

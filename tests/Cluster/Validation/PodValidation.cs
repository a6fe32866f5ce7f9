using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of pod specifications.</summary>
internal static partial class PodValidation
{
    private const string UpdateRule = "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n";

    public static void Pod(JsonObject pod, FieldFaults faults) => Spec(pod.Object("spec") ?? [], "spec", faults);

    public static void PodUpdate(JsonObject changed, JsonObject old, FieldFaults faults)
    {
        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            if (changed.Objects("spec", list).Count() != old.Objects("spec", list).Count())
            {
                faults.Forbidden("spec." + list, "pod updates may not add or remove containers");
                return;
            }
        }

        Deadline(changed, old, faults);
        if (!JsonAccess.Same(Comparable(changed, old), Comparable(old, old)))
        {
            faults.Forbidden("spec", UpdateRule);
        }
    }

    private static void Deadline(JsonObject changed, JsonObject old, FieldFaults faults)
    {
        if (old.Number("spec", "activeDeadlineSeconds") is not { } before || changed.Number("spec", "activeDeadlineSeconds") == before)
        {
            return;
        }

        if (changed.Number("spec", "activeDeadlineSeconds") is not { } now)
        {
            faults.Invalid("spec.activeDeadlineSeconds", null, "must not update from a positive integer to nil value");
        }
        else if (now > before)
        {
            faults.Invalid("spec.activeDeadlineSeconds", now, "must be less than or equal to previous value");
        }
    }

    public static void Spec(JsonObject spec, string path, FieldFaults faults)
    {
        var volumes = VolumeValidation.Volumes(spec, path, faults);
        if (spec.Array("containers") is not { Count: > 0 })
        {
            faults.Required(path + ".containers");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        Each(spec.Objects("containers"), path + ".containers", names, volumes, init: false, faults);
        Each(spec.Objects("initContainers"), path + ".initContainers", names, volumes, init: true, faults);
        if (spec.Number("terminationGracePeriodSeconds") is < 0 and var grace)
        {
            faults.Invalid(path + ".terminationGracePeriodSeconds", grace, "must be greater than or equal to 0");
        }

        Word(spec, "restartPolicy", path, ["Always", "OnFailure", "Never"], faults);
        Word(spec, "dnsPolicy", path, ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"], faults);
        PodFieldValidation.Spec(spec, path, faults);
    }

    private static void Each(IEnumerable<JsonObject> containers, string path, HashSet<string> names, HashSet<string> volumes, bool init, FieldFaults faults)
    {
        var i = 0;
        foreach (var container in containers)
        {
            var at = $"{path}[{i++}]";
            ContainerValidation.Container(container, at, names, volumes, faults);
            Word(container, "restartPolicy", at, ["Always", "Never", "OnFailure"], faults);
            if (init && container.Text("restartPolicy") != "Always")
            {
                ProbeValidation.Ordinary(container, at, faults);
            }
            else
            {
                ProbeValidation.Container(container, at, faults);
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

    /// <summary>A pod's node may be set once, through its binding.</summary>
    private static JsonObject Comparable(JsonObject pod, JsonObject old)
    {
        var spec = (pod.Object("spec") ?? []).Copy();
        foreach (var free in (ReadOnlySpan<string>)["activeDeadlineSeconds", "tolerations", "schedulingGates"])
        {
            spec.Remove(free);
        }

        if (old.Text("spec", "nodeName") is not { Length: > 0 })
        {
            spec.Remove("nodeName");
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

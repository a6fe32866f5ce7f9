using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of one container.</summary>
internal static class ContainerValidation
{
    public static void Container(JsonObject container, string at, HashSet<string> names, HashSet<string> volumes, FieldFaults faults)
    {
        Identity(container, at, names, faults);
        PodValidation.Word(container, "imagePullPolicy", at, ["Always", "IfNotPresent", "Never"], faults);
        PodValidation.Word(container, "terminationMessagePolicy", at, ["FallbackToLogsOnError", "File"], faults);
        Security(container.Object("securityContext"), at + ".securityContext", faults);
        EnvValidation.Container(container, at, faults);
        Ports(container, at, faults);
        VolumeValidation.Mounts(container, at, volumes, faults);
        ResourceValidation.Container(container, at, faults);
    }

    private static void Identity(JsonObject container, string at, HashSet<string> names, FieldFaults faults)
    {
        var (name, image) = (container.Text("name") ?? "", container.Text("image") ?? "");
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

        if (image.Length == 0)
        {
            faults.Required(at + ".image");
        }
        else if (image.Trim().Length != image.Length)
        {
            faults.Invalid(at + ".image", image, "must not have leading or trailing whitespace");
        }
    }

    private static void Security(JsonObject? context, string at, FieldFaults faults)
    {
        if (context.Flag("privileged") == true && context.Flag("allowPrivilegeEscalation") == false)
        {
            faults.Invalid(at, context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
        }

        foreach (var field in (ReadOnlySpan<string>)["runAsUser", "runAsGroup"])
        {
            if (context.Number(field) is < 0 or > int.MaxValue)
            {
                faults.Invalid($"{at}.{field}", context.At(field), "must be between 0 and 2147483647, inclusive");
            }
        }
    }

    private static void Ports(JsonObject container, string at, FieldFaults faults)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var i = 0;
        foreach (var port in container.Objects("ports"))
        {
            Port(port, $"{at}.ports[{i++}]", names, faults);
        }
    }

    private static void Port(JsonObject port, string here, HashSet<string> names, FieldFaults faults)
    {
        if (port.Text("name") is { Length: > 0 } name)
        {
            foreach (var fault in PodValidation.PortNameFaults(name))
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

        if (port.Number("hostPort") is < 0 or > 65535)
        {
            faults.Invalid(here + ".hostPort", port["hostPort"], "must be between 1 and 65535, inclusive");
        }

        PodValidation.Word(port, "protocol", here, ["SCTP", "TCP", "UDP"], faults);
    }
}

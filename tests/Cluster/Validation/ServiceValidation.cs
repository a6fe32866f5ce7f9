using System.Net;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of Services.</summary>
internal static class ServiceValidation
{
    public static void Service(JsonObject o, FieldFaults faults)
    {
        var spec = o.Object("spec") ?? [];
        PodValidation.Word(spec, "type", "spec", ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"], faults);
        PodValidation.Word(spec, "sessionAffinity", "spec", ["ClientIP", "None"], faults);
        PodValidation.Word(spec, "internalTrafficPolicy", "spec", ["Cluster", "Local"], faults);
        PodValidation.Word(spec, "trafficDistribution", "spec", ["PreferClose", "PreferSameNode", "PreferSameZone"], faults);
        MetadataValidation.Labels(spec.Object("selector"), "spec.selector", faults);
        Ports(spec, faults);
        Address(spec, faults);
        External(spec, faults);
        Affinity(spec, faults);
    }

    public static void Update(JsonObject changed, JsonObject old, FieldFaults faults)
    {
        if (old.Text("spec", "clusterIP") is { Length: > 0 } ip && changed.Text("spec", "clusterIP") is { Length: > 0 } now && ip != now
            && changed.Text("spec", "type") != "ExternalName")
        {
            faults.Invalid("spec.clusterIPs[0]", new JsonArray(now), "may not change once set");
        }
    }

    private static void Ports(JsonObject spec, FieldFaults faults)
    {
        var ports = spec.Objects("ports").ToList();
        if (ports.Count == 0 && spec.Text("clusterIP") != "None" && spec.Text("type") != "ExternalName")
        {
            faults.Required("spec.ports");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < ports.Count; i++)
        {
            ServicePort(ports[i], $"spec.ports[{i}]", ports.Count > 1, names, faults);
            if (!keys.Add($"{ports[i].Text("protocol")}/{ports[i].Number("port")}"))
            {
                faults.Duplicate($"spec.ports[{i}]", new JsonObject { ["protocol"] = ports[i].Text("protocol"), ["port"] = ports[i].Number("port") });
            }

            if (spec.Text("type") is null or "ClusterIP" && ports[i].Number("nodePort") is not (null or 0))
            {
                faults.Forbidden($"spec.ports[{i}].nodePort", "may not be used when `type` is 'ClusterIP'");
            }
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

        if (port.Text("appProtocol") is { Length: > 0 } protocol && LabelRules.KeyFault(protocol) is { } wrong)
        {
            faults.Invalid(at + ".appProtocol", protocol, wrong);
        }
    }

    private static void Address(JsonObject spec, FieldFaults faults)
    {
        var type = spec.Text("type");
        var address = spec.Text("clusterIP") ?? "";
        if (type == "ExternalName")
        {
            if (address.Length > 0 || spec.Array("clusterIPs") is { Count: > 0 })
            {
                faults.Forbidden("spec.clusterIPs", "may not be set for ExternalName services");
            }
        }
        else if (address == "None")
        {
            if (type is "NodePort" or "LoadBalancer")
            {
                faults.Invalid("spec.clusterIPs[0]", address, $"may not be set to 'None' for {type} services");
            }
        }
        else if (address.Length > 0 && !IPAddress.TryParse(address, out _))
        {
            faults.Invalid("spec.clusterIPs[0]", address, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
        }
    }

    private static void External(JsonObject spec, FieldFaults faults)
    {
        var outside = spec.Text("type") is "NodePort" or "LoadBalancer" || spec.Array("externalIPs") is { Count: > 0 };
        if (spec.Text("externalTrafficPolicy") is { Length: > 0 } policy)
        {
            if (!outside)
            {
                faults.Invalid("spec.externalTrafficPolicy", policy, "may only be set for externally-accessible services");
            }

            PodValidation.Word(spec, "externalTrafficPolicy", "spec", ["Cluster", "Local"], faults);
        }

        var addresses = spec.Array("externalIPs") ?? [];
        for (var i = 0; i < addresses.Count; i++)
        {
            if (!IPAddress.TryParse(addresses[i].Text(), out _))
            {
                faults.Invalid($"spec.externalIPs[{i}]", addresses[i], "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
            }
        }

        if (spec.Text("type") != "ExternalName")
        {
            return;
        }

        var name = (spec.Text("externalName") ?? "").TrimEnd('.');
        if (name.Length == 0)
        {
            faults.Required("spec.externalName");
        }
        else if (LabelRules.SubdomainFault(name) is { } fault)
        {
            faults.Invalid("spec.externalName", name, fault);
        }
    }

    private static void Affinity(JsonObject spec, FieldFaults faults)
    {
        var config = spec.Object("sessionAffinityConfig");
        if (spec.Text("sessionAffinity") == "ClientIP")
        {
            if (config.Number("clientIP", "timeoutSeconds") is not (> 0 and <= 86400))
            {
                faults.Invalid("spec.sessionAffinityConfig.clientIP.timeoutSeconds", config.At("clientIP", "timeoutSeconds"), "must be greater than 0 and less than 86400");
            }
        }
        else if (config is not null)
        {
            faults.Forbidden("spec.sessionAffinityConfig", "must not be set when session affinity is None");
        }
    }
}

using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Defaults;

/// <summary>Defaults of the smaller kinds.</summary>
internal static class CoreDefaults
{
    public static void Service(JsonObject o)
    {
        var spec = o.Ensure("spec");
        spec.Fill("sessionAffinity", "None").Fill("type", "ClusterIP");
        if (spec.Text("sessionAffinity") == "ClientIP")
        {
            spec.Ensure("sessionAffinityConfig", "clientIP").Fill("timeoutSeconds", 10800);
        }

        foreach (var port in spec.Objects("ports"))
        {
            port.Fill("protocol", "TCP");
            if (port["targetPort"] is null || port.Text("targetPort") is "" || port.Number("targetPort") is 0)
            {
                port["targetPort"] = port["port"].CopyNode();
            }
        }

        if (spec.Text("type") is "NodePort" or "LoadBalancer")
        {
            spec.Fill("externalTrafficPolicy", "Cluster");
        }

        if (spec.Text("type") == "LoadBalancer")
        {
            spec.Fill("allocateLoadBalancerNodePorts", true);
        }

        if (spec.Text("type") != "ExternalName")
        {
            spec.Fill("internalTrafficPolicy", "Cluster");
        }
    }

    public static void Secret(JsonObject o)
    {
        o.Fill("type", "Opaque");
        if (o.Remove("stringData", out var texts) && texts is JsonObject plain && plain.Count > 0)
        {
            var data = o.Ensure("data");
            foreach (var (key, value) in plain)
            {
                data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value.Text() ?? ""));
            }
        }
    }

    public static void Namespace(JsonObject o)
    {
        if (o.Name().Length > 0)
        {
            o.Ensure("metadata", "labels")["kubernetes.io/metadata.name"] = o.Name();
        }
    }

    public static void NetworkPolicy(JsonObject o)
    {
        var spec = o.Ensure("spec");
        if (spec.Array("policyTypes") is not { Count: > 0 })
        {
            var types = new JsonArray("Ingress");
            if (spec.Array("egress") is { Count: > 0 })
            {
                types.Add("Egress");
            }

            spec["policyTypes"] = types;
        }

        foreach (var rule in spec.Objects("ingress").Concat(spec.Objects("egress")))
        {
            foreach (var port in rule.Objects("ports"))
            {
                port.Fill("protocol", "TCP");
            }
        }
    }

    public static void Slice(JsonObject o)
    {
        foreach (var port in o.Objects("ports"))
        {
            port.Fill("name", "").Fill("protocol", "TCP");
        }
    }

    public static void Binding(JsonObject o)
    {
        o.Object("roleRef")?.Fill("apiGroup", "rbac.authorization.k8s.io");
        foreach (var subject in o.Objects("subjects"))
        {
            if (subject.Text("kind") is "User" or "Group")
            {
                subject.Fill("apiGroup", "rbac.authorization.k8s.io");
            }
        }
    }

    public static void Event(JsonObject o)
    {
        o.Fill("reportingComponent", "").Fill("reportingInstance", "");
        o.Fill("eventTime", null);
    }

    public static void Claim(JsonObject o) => o.Ensure("spec").Fill("volumeMode", "Filesystem");

    public static void StorageClass(JsonObject o) => o.Fill("reclaimPolicy", "Delete").Fill("volumeBindingMode", "Immediate");

    public static void PriorityClass(JsonObject o) => o.Fill("preemptionPolicy", "PreemptLowerPriority");
}

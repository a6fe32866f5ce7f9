using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Defaults;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Kinds;

/// <summary>Gives Services their cluster IPs and node ports.</summary>
internal sealed class ServiceAddresses(Func<IClusterAddresses> addresses)
{
    private int nextNodePort = 30000;

    public void Create(JsonObject service, bool dryRun)
    {
        var spec = service.Ensure("spec");
        if (spec.Text("type") == "ExternalName")
        {
            return;
        }

        spec.Fill("ipFamilies", new JsonArray("IPv4")).Fill("ipFamilyPolicy", "SingleStack");
        if (spec.Text("clusterIP") is not { Length: > 0 } wished)
        {
            spec["clusterIP"] = addresses().Allocate();
        }
        else if (wished != "None" && !dryRun && System.Net.IPAddress.TryParse(wished, out _) && !addresses().TryReserve(wished))
        {
            throw Taken(service, wished);
        }

        spec["clusterIPs"] = new JsonArray(spec["clusterIP"].CopyNode());
        NodePorts(spec);
    }

    public void Update(JsonObject changed, JsonObject old)
    {
        var spec = changed.Ensure("spec");
        if (spec.Text("type") == "ExternalName")
        {
            DropForExternalName(spec, old.Object("spec") ?? []);
            return;
        }

        foreach (var kept in (ReadOnlySpan<string>)["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"])
        {
            if (spec[kept] is null && old.At("spec", kept) is { } value)
            {
                spec[kept] = value.CopyNode();
            }
        }

        if (spec["clusterIP"] is null)
        {
            Create(changed, dryRun: false);
        }

        if (spec.Text("type") == "ClusterIP" && Kept("externalTrafficPolicy"))
        {
            spec.Remove("externalTrafficPolicy");
        }

        if (spec.Text("type") != "LoadBalancer" && Kept("allocateLoadBalancerNodePorts"))
        {
            spec.Remove("allocateLoadBalancerNodePorts");
        }

        DropNodePorts(spec, old);
        NodePorts(spec);

        bool Kept(string field) => JsonAccess.Same(spec[field], old.At("spec", field));
    }

    public void Released(JsonObject service)
    {
        if (service.Text("spec", "clusterIP") is { Length: > 0 } address and not "None")
        {
            addresses().Release(address);
        }
    }

    private void NodePorts(JsonObject spec)
    {
        foreach (var port in spec.Objects("ports"))
        {
            if (spec.Text("type") is "NodePort" or "LoadBalancer")
            {
                port.Fill("nodePort", Interlocked.Increment(ref nextNodePort));
            }
        }
    }

    /// <summary>What a Service no longer needs goes, unless the client changed it.</summary>
    private static void DropNodePorts(JsonObject spec, JsonObject old)
    {
        if (spec.Text("type") is "NodePort" or "LoadBalancer")
        {
            return;
        }

        var before = old.Objects("spec", "ports").Select(p => p.Number("nodePort")).ToHashSet();
        foreach (var port in spec.Objects("ports").Where(p => before.Contains(p.Number("nodePort"))))
        {
            port.Remove("nodePort");
        }
    }

    private static void DropForExternalName(JsonObject spec, JsonObject old)
    {
        if (old.Text("type") == "ExternalName")
        {
            return;
        }

        foreach (var field in (ReadOnlySpan<string>)["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "externalTrafficPolicy"])
        {
            if (JsonAccess.Same(spec[field], old[field]))
            {
                spec.Remove(field);
            }
        }

        DropNodePorts(spec, new JsonObject { ["spec"] = old.CopyNode() });
    }

    private static ApiException Taken(JsonObject service, string address)
    {
        var faults = new FieldFaults();
        faults.Invalid("spec.clusterIPs", new JsonArray(address), $"failed to allocate IP {address}: provided IP is already allocated");
        return Requests.Refusals.Invalid(new ResourceKind("", "v1", "services", "Service"), service.Name(), faults);
    }
}

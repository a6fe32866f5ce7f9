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
        else if (wished != "None" && !dryRun && !addresses().TryReserve(wished))
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
            spec.Remove("clusterIP");
            spec.Remove("clusterIPs");
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

        NodePorts(spec);
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
            else
            {
                port.Remove("nodePort");
            }
        }
    }

    private static ApiException Taken(JsonObject service, string address)
    {
        var faults = new FieldFaults();
        faults.Invalid("spec.clusterIPs", new JsonArray(address), $"failed to allocate IP {address}: provided IP is already allocated");
        return Requests.Refusals.Invalid(new ResourceKind("", "v1", "services", "Service"), service.Name(), faults);
    }
}

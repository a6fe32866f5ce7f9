using System.Net;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of EndpointSlices. Pods here have loopback addresses of their own, so only the machine's own one is refused.</summary>
internal static class SliceValidation
{
    public static void Validate(JsonObject o, FieldFaults faults)
    {
        if (o.Text("addressType") is var type && type is not ("FQDN" or "IPv4" or "IPv6"))
        {
            faults.NotSupported("addressType", type, ["FQDN", "IPv4", "IPv6"]);
        }

        var own = o.Name() == "kubernetes" && o.Namespace() == "default";
        var i = 0;
        foreach (var endpoint in o.Objects("endpoints"))
        {
            Endpoint(endpoint, $"endpoints[{i++}].addresses", o.Text("addressType") == "FQDN", own, faults);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var j = 0;
        foreach (var port in o.Objects("ports"))
        {
            var at = $"ports[{j++}].name";
            var name = port.Text("name") ?? "";
            if (!names.Add(name))
            {
                faults.Duplicate(at, name);
            }
            else if (name.Length > 0 && Selectors.LabelRules.LabelFault(name) is { } fault)
            {
                faults.Invalid(at, name, fault);
            }
        }
    }

    private static void Endpoint(JsonObject endpoint, string at, bool names, bool own, FieldFaults faults)
    {
        var addresses = endpoint.Array("addresses") ?? [];
        if (addresses.Count == 0)
        {
            faults.Required(at, "must contain at least 1 address");
        }

        if (addresses.Count > 100)
        {
            faults.TooMany(at, addresses.Count, 100);
        }

        for (var i = 0; i < addresses.Count && !names; i++)
        {
            var text = addresses[i].Text() ?? "";
            if (!IPAddress.TryParse(text, out var address))
            {
                faults.Invalid($"{at}[{i}]", text, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
            }
            else if (!own && (address.Equals(IPAddress.Loopback) || address.Equals(IPAddress.IPv6Loopback)))
            {
                faults.Invalid($"{at}[{i}]", text, "may not be in the loopback range (127.0.0.0/8, ::1/128)");
            }
        }
    }
}

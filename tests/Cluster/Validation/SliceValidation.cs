using System.Net;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of EndpointSlices.</summary>
internal static class SliceValidation
{
    public static void Validate(JsonObject o, FieldFaults faults)
    {
        if (o.Text("addressType") is var type && type is not ("FQDN" or "IPv4" or "IPv6"))
        {
            faults.NotSupported("addressType", type, ["FQDN", "IPv4", "IPv6"]);
        }

        var i = 0;
        foreach (var endpoint in o.Objects("endpoints"))
        {
            Endpoint(endpoint, $"endpoints[{i++}].addresses", o.Text("addressType") == "FQDN", faults);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var j = 0;
        foreach (var port in o.Objects("ports"))
        {
            PodValidation.Word(port, "protocol", $"ports[{j}]", ["SCTP", "TCP", "UDP"], faults);
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

    public static void TypeKept(JsonObject changed, JsonObject old, FieldFaults faults)
    {
        if (changed.Text("addressType") != old.Text("addressType"))
        {
            faults.Invalid("addressType", changed["addressType"], "field is immutable");
        }
    }

    public static void Loopback(JsonObject o, FieldFaults faults)
    {
        var endpoints = o.Objects("endpoints").ToList();
        for (var i = 0; i < endpoints.Count; i++)
        {
            var addresses = endpoints[i].Array("addresses") ?? [];
            for (var j = 0; j < addresses.Count; j++)
            {
                if (IPAddress.TryParse(addresses[j].Text(), out var address) && IPAddress.IsLoopback(address))
                {
                    faults.Invalid($"endpoints[{i}].addresses[{j}]", addresses[j], "may not be in the loopback range (127.0.0.0/8, ::1/128)");
                }
            }
        }
    }

    private static void Endpoint(JsonObject endpoint, string at, bool names, FieldFaults faults)
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
            if (!IPAddress.TryParse(text, out _))
            {
                faults.Invalid($"{at}[{i}]", text, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
            }
        }
    }
}

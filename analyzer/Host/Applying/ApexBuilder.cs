using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>The Service that spec.service asks for, where the team has none of that name. It belongs to the target and not to the Canary:
/// whoever stops trying versions goes on serving.</summary>
internal static partial class ApexBuilder
{
    private const string DefaultPortName = "http";

    private const int LongestName = 63;

    /// <summary>Null if none is asked for, none can have that name (a Deployment's may have dots), or labels alone do not say which pods it selects.</summary>
    public static JsonObject? Build(JsonObject canary, JsonObject target)
    {
        if (ServiceRequest.Of(canary) is not { } asked
            || Name(asked, target) is not { Length: <= LongestName } name || !ServiceName().IsMatch(name)
            || target.At("spec", "selector", "matchLabels") is not JsonObject { Count: > 0 } selector
            || target.Objects("spec", "selector", "matchExpressions").Any())
        {
            return null;
        }

        var ports = new JsonArray([.. Ports(asked, target)]);
        var service = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Service",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = target.Text("metadata", "namespace"),
                ["annotations"] = new JsonObject { [AnnotationNames.MadePorts] = ports.ToJsonString() },
                ["ownerReferences"] = new JsonArray(Owner(target)),
            },
            ["spec"] = new JsonObject { ["type"] = "ClusterIP", ["selector"] = selector.DeepClone(), ["ports"] = ports },
        };
        if (asked.TrafficDistribution is { Length: > 0 } preferred)
        {
            service["spec"]!["trafficDistribution"] = preferred;
        }

        Metadata(asked).Put(service["metadata"]!.AsObject());
        return service;
    }

    public static MadeMetadata Metadata(CanaryService? asked) => new(asked?.Apex, asked?.UnmanagedMetadata);

    private static string Name(CanaryService asked, JsonObject target) => asked.Name is { Length: > 0 } name ? name : target.Text("metadata", "name")!;

    private static IEnumerable<JsonNode> Ports(CanaryService asked, JsonObject target)
    {
        var main = new JsonObject
        {
            ["name"] = asked.PortName is { Length: > 0 } name ? name : DefaultPortName,
            ["protocol"] = "TCP",
            ["port"] = asked.Port,
            ["targetPort"] = Target(asked),
        };
        if (asked.AppProtocol is { Length: > 0 } protocol)
        {
            main["appProtocol"] = protocol;
        }

        return asked.PortDiscovery == true ? [main, .. OtherPorts.Of(target, asked.Port, main)] : [main];
    }

    // "0" is how an unset target port comes out of a template.
    private static JsonNode Target(CanaryService asked) => asked.TargetPort switch
    {
        { Text: { Length: > 0 } text } when text != "0" => text,
        { Number: { } number and not 0 } => number,
        _ => asked.Port,
    };

    private static JsonObject Owner(JsonObject target) => new()
    {
        ["apiVersion"] = "apps/v1",
        ["kind"] = "Deployment",
        ["name"] = target.Text("metadata", "name"),
        ["uid"] = target.Text("metadata", "uid"),
    };

    [GeneratedRegex(@"^[a-z]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex ServiceName();
}

using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What is wrong with spec.service.</summary>
internal static class ServiceFaults
{
    private const string Path = "spec.service";
    private const string Labels = "labels";
    private const string ManagedBy = "app.kubernetes.io/managed-by";

    public static void Find(JsonObject spec, Findings found)
    {
        if (spec.At("service") is not { } service)
        {
            return;
        }

        found.Whole(service, Path, "port", 1, 65535);
        found.Test(service, Path, "targetPort", ObjectNames.IsPort, ObjectNames.PortWords);
        found.Test(service, Path, "portName", ObjectNames.IsLabel, ObjectNames.LabelWords);
        found.Test(service, Path, "name", value => value.Text() is { } name && SideNames.IsServiceName(name), ObjectNames.ServiceWords);
        found.Test(service, Path, "headless", value => value.ToJsonString() == "false", "false: what goes to a headless Service goes to its pods at once, and cannot be split");
        found.Duration(service, Path, "timeout");
        found.Duration(service, Path, "backendTimeout");
        found.Whole(service.At("retries"), Path + ".retries", "attempts", 0, int.MaxValue);
        found.Duration(service.At("retries"), Path + ".retries", "perTryTimeout");
        foreach (var (parent, path) in found.Each(service, Path, "gatewayRefs"))
        {
            found.Require(parent, path, "name", ObjectNames.IsObject, ObjectNames.Words);
            found.Whole(parent, path, "port", 1, 65535);
        }

        foreach (var side in new[] { "apex", "primary", "canary" })
        {
            Metadata(service, side, Labels, found);
            Metadata(service, side, "annotations", found);
        }

        if (service.Flag("delegation") && (service.At("hosts") is JsonArray { Count: > 0 } || service.At("gateways") is JsonArray { Count: > 0 }))
        {
            found.Must(service.At("delegation"), Path + ".delegation", "false where hosts or gateways are given: a delegate has neither");
        }
    }

    private static void Metadata(JsonNode service, string side, string kind, Findings found)
    {
        var path = $"{Path}.{side}.{kind}";
        foreach (var (key, value) in service.At(side, kind) as JsonObject ?? [])
        {
            Key(key, path, kind == Labels, found);
            if (kind == Labels && value is not null && !ObjectNames.IsLabelValue(value))
            {
                found.Must(value, $"{path}.{key}", ObjectNames.LabelValueWords);
            }
        }
    }

    // By these we know our own Services and what we did to others.
    private static void Key(string key, string path, bool isLabel, Findings found)
    {
        if (key.StartsWith(AnnotationNames.Prefix, StringComparison.Ordinal))
        {
            found.Must(key, path, $"another key: {AnnotationNames.Prefix}… is written by us alone");
        }
        else if (!ObjectNames.IsKey(key, isLabel))
        {
            found.Must(key, path, ObjectNames.KeyWords);
        }
        else if (key == ManagedBy)
        {
            found.Idle(key, path, "it is left out, since by it we know our own objects");
        }
    }
}

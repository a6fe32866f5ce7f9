using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Injection;

/// <summary>Probes and hooks that named a port mean the app, not the proxy: they get the app's number. A probe's host is never set.</summary>
internal static class ProbePorts
{
    private static readonly string[] Probes = ["startupProbe", "readinessProbe", "livenessProbe"];
    private static readonly string[] Hooks = ["postStart", "preStop"];

    public static void Rewrite(JsonObject container, IReadOnlyDictionary<string, int> numbers)
    {
        foreach (var holder in Probes.Select(name => container.At(name)).Concat(Hooks.Select(name => container.At("lifecycle", name))))
        {
            Rewrite(holder.At("httpGet"), numbers);
            Rewrite(holder.At("tcpSocket"), numbers);
        }
    }

    private static void Rewrite(JsonNode? action, IReadOnlyDictionary<string, int> numbers)
    {
        if (action is JsonObject map && map.Text("port") is { } name && numbers.TryGetValue(name, out var number))
        {
            map["port"] = number;
        }
    }
}

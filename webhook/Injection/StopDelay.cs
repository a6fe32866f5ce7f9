using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Injection;

/// <summary>Endpoints learn of a pod's end seconds after its containers are told to stop. An app without a hook of its own sleeps for that
/// long first, and the pod's grace period grows by as much: a sleep longer than the grace period is refused by the API server.</summary>
internal static class StopDelay
{
    private const int Seconds = 5;
    private const int DefaultGrace = 30;

    public static void Apply(JsonObject spec)
    {
        var grown = false;
        foreach (var container in spec.Objects("containers").Where(each => each.At("lifecycle", "preStop") is null))
        {
            container.Within("lifecycle")["preStop"] = new JsonObject { ["sleep"] = new JsonObject { ["seconds"] = Seconds } };
            grown = true;
        }

        if (grown)
        {
            spec["terminationGracePeriodSeconds"] = (spec.Number("terminationGracePeriodSeconds") ?? DefaultGrace) + Seconds;
        }
    }
}

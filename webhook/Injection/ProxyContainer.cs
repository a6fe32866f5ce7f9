using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Injection;

/// <summary>The injected container, field by field. The API server drops a field it does not know without a word, so a test reads it back
/// with unknown fields refused.</summary>
internal static class ProxyContainer
{
    public const string StartupProbe = "startupProbe";
    private const int AppUser = 1654;

    public static JsonObject Of(JsonObject pod, PortPlan plan, int adminPort, InjectionSettings settings, bool native)
    {
        var drainToken = DrainToken.Of(pod, settings.DrainKey);
        var container = new JsonObject
        {
            ["name"] = Installation.ProxyContainer,
            ["image"] = settings.Settings.ProxyImage,
            ["imagePullPolicy"] = "IfNotPresent",
        };
        if (native)
        {
            container["restartPolicy"] = "Always";
        }

        container["env"] = ProxyEnvironmentVariables.Of(pod, plan, adminPort, drainToken, settings);
        container["ports"] = PortEntries(plan, adminPort);
        container["resources"] = ProxyResources.Of(pod, settings.Settings);
        container["securityContext"] = SecurityContext();
        // Istio sends every probe to its own sidecar. An ordinary one starts after us: the pod would wait for it without end.
        if (!MeshSidecar.IsOrdinary(pod))
        {
            container[StartupProbe] = Probe("/started", adminPort, seconds: 1, failures: 60);
        }

        container["readinessProbe"] = Probe("/ready", adminPort, seconds: 5, failures: 3);
        container["lifecycle"] = new JsonObject
        {
            ["preStop"] = new JsonObject { ["httpGet"] = new JsonObject { ["path"] = "/drain/" + drainToken, ["port"] = adminPort, ["scheme"] = "HTTP" } },
        };
        container["terminationMessagePath"] = "/dev/termination-log";
        container["terminationMessagePolicy"] = "FallbackToLogsOnError";
        container["volumeMounts"] = ProxyVolumes.Mounts();
        return container;
    }

    private static JsonArray PortEntries(PortPlan plan, int adminPort)
    {
        var ports = new JsonArray(Port(Ports.AdminName, adminPort));
        foreach (var port in plan.Ports)
        {
            ports.Add(Port(Ports.DirectName(port.App), port.Direct));
        }

        return ports;
    }

    private static JsonObject Port(string name, int number) => new() { ["name"] = name, ["containerPort"] = number, ["protocol"] = "TCP" };

    // What PodSecurity's restricted profile asks of every container.
    private static JsonObject SecurityContext() => new()
    {
        ["allowPrivilegeEscalation"] = false,
        ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
        ["privileged"] = false,
        ["readOnlyRootFilesystem"] = true,
        ["runAsGroup"] = AppUser,
        ["runAsNonRoot"] = true,
        ["runAsUser"] = AppUser,
        ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" },
    };

    // Started means that the listeners are bound, never that a policy came: a new pod must not depend on the control plane.
    // Ready stays ready through some seconds of a starved node: a slow answer is no reason to take the app out of its Service.
    private static JsonObject Probe(string path, int port, int seconds, int failures) => new()
    {
        ["httpGet"] = new JsonObject { ["path"] = path, ["port"] = port, ["scheme"] = "HTTP" },
        ["periodSeconds"] = 1,
        ["timeoutSeconds"] = seconds,
        ["successThreshold"] = 1,
        ["failureThreshold"] = failures,
    };
}

using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Injection;

/// <summary>The proxy's environment: values from the plan, the installation and the pod's own fields; none is a user's free text.</summary>
internal static class ProxyEnvironmentVariables
{
    private static readonly string[] LogLevels = ["Trace", "Debug", "Information", "Warning", "Error"];

    public static JsonArray Of(JsonObject pod, PortPlan plan, int adminPort, string drainToken, InjectionSettings settings)
    {
        var list = new JsonArray
        {
            Value(ProxyEnvironment.Plan, plan.ToJson()),
            Value(ProxyEnvironment.ControlAddress, settings.ControlAddress),
            Value(ProxyEnvironment.ControlName, settings.ControlName),
            Value(ProxyEnvironment.CaBundle, settings.CaBundle),
            Value(ProxyEnvironment.AppHost, settings.Settings.AppHost),
            Value(ProxyEnvironment.Track, pod.Label(AnnotationNames.Track) == AnnotationNames.Canary ? AnnotationNames.Canary : AnnotationNames.Primary),
            Value(ProxyEnvironment.DrainToken, drainToken),
        };
        if (adminPort != Ports.Admin)
        {
            list.Add(Value(ProxyEnvironment.AdminPort, adminPort.ToString(CultureInfo.InvariantCulture)));
        }

        if (LogLevels.FirstOrDefault(level => level == pod.Annotation(AnnotationNames.ProxyPrefix + "log-level")) is { } logLevel)
        {
            list.Add(Value(ProxyEnvironment.LogLevel, logLevel));
        }

        if (int.TryParse(pod.Annotation(AnnotationNames.ProxyPrefix + "drain-seconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var drain))
        {
            list.Add(Value(ProxyEnvironment.DrainSeconds, drain.ToString(CultureInfo.InvariantCulture)));
        }

        list.Add(Field(ProxyEnvironment.PodName, "metadata.name"));
        list.Add(Field(ProxyEnvironment.PodNamespace, "metadata.namespace"));
        list.Add(Field(ProxyEnvironment.PodIps, "status.podIPs"));
        return list;
    }

    // Kubernetes expands $(NAME) in values; a doubled dollar stands for one.
    private static JsonObject Value(string name, string value) =>
        new() { ["name"] = name, ["value"] = value.Replace("$(", "$$(", StringComparison.Ordinal) };

    private static JsonObject Field(string name, string path) => new()
    {
        ["name"] = name,
        ["valueFrom"] = new JsonObject { ["fieldRef"] = new JsonObject { ["apiVersion"] = "v1", ["fieldPath"] = path } },
    };
}

using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Tests.Istio;

/// <summary>rewriteAppHTTPProbers: every probe and hook goes to the agent, which asks the pod in the kubelet's stead what it has written down.</summary>
internal static class IstioProbes
{
    public const string Variable = "ISTIO_KUBE_APP_PROBERS";
    private const int Agent = 15020;

    private static readonly (string[] Path, string Word)[] Places =
    [
        (["readinessProbe"], "app-health/{0}/readyz"), (["livenessProbe"], "app-health/{0}/livez"), (["startupProbe"], "app-health/{0}/startupz"),
        (["lifecycle", "preStop"], "app-lifecycle/{0}/prestopz"), (["lifecycle", "postStart"], "app-lifecycle/{0}/poststartz"),
    ];

    public static JsonObject Known(JsonObject pod) => Containers(pod)
        .Where(each => each.Text("name") == "istio-proxy")
        .SelectMany(each => each.Objects("env"))
        .Where(each => each.Text("name") == Variable)
        .Select(each => (JsonObject)JsonNode.Parse(each.Text("value")!)!)
        .FirstOrDefault() ?? [];

    /// <summary>Rewrites the pod; what was known stands above what is found now.</summary>
    public static JsonObject Rewrite(JsonObject pod, JsonObject known)
    {
        foreach (var container in Containers(pod))
        {
            var numbers = container.Objects("ports").Where(each => each.Text("name") is not null).ToDictionary(each => each.Text("name")!, each => each.Number("containerPort"));
            foreach (var (path, word) in Places)
            {
                if (container.At(path) is JsonObject holder && (holder["httpGet"] ?? holder["tcpSocket"]) is JsonObject action)
                {
                    Rewrite(holder, action, $"/{string.Format(System.Globalization.CultureInfo.InvariantCulture, word, container.Text("name"))}", numbers, known);
                }
            }
        }

        return known;
    }

    private static void Rewrite(JsonObject holder, JsonObject action, string url, Dictionary<string, int?> numbers, JsonObject known)
    {
        if (action.Number("port") != Agent)
        {
            var kind = holder.ContainsKey("httpGet") ? "httpGet" : "tcpSocket";
            var asked = (JsonObject)action.DeepClone();
            asked["port"] = action.Text("port") is { } name ? numbers[name] : action.Number("port");
            known.TryAdd(url, new JsonObject { [kind] = asked });
        }

        holder.Remove("tcpSocket");
        holder["httpGet"] = new JsonObject { ["path"] = url, ["port"] = Agent, ["scheme"] = "HTTP" };
    }

    private static IEnumerable<JsonObject> Containers(JsonObject pod) => pod.Objects("spec", "initContainers").Concat(pod.Objects("spec", "containers"));
}

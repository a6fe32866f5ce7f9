using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests.Istio;

/// <summary>What Istio's injector makes of a pod, as far as it meets ours: rules from annotations, its container and its place, probes and
/// scrape annotations sent to its agent. Run twice it makes its containers anew, as Istio does.</summary>
internal sealed class IstioInjector(bool native)
{
    private const string Traffic = "traffic.sidecar.istio.io/";

    public JsonObject Inject(JsonObject pod) => pod.Copy(each =>
    {
        var probers = IstioProbes.Known(each);
        Strip(each);
        var spec = (JsonObject)each["spec"]!;
        Merge(each);
        var proxy = Proxy();
        probers = IstioProbes.Rewrite(each, probers);
        proxy["env"] = new JsonArray(new JsonObject { ["name"] = IstioProbes.Variable, ["value"] = probers.ToJsonString() });
        Place(spec, Rules(each), proxy);
        each["metadata"]!["annotations"]!["sidecar.istio.io/status"] = "{}";
    });

    private static void Strip(JsonObject pod)
    {
        foreach (var list in new[] { "initContainers", "containers" })
        {
            foreach (var container in pod.Objects("spec", list).Where(each => each.Text("name") is "istio-init" or "istio-proxy").ToList())
            {
                ((JsonArray)pod["spec"]![list]!).Remove(container);
            }
        }
    }

    // The agent asks for the metrics in the app's stead; whoever scrapes is sent to it.
    private static void Merge(JsonObject pod)
    {
        var annotations = (JsonObject)pod["metadata"]!["annotations"]!;
        annotations["prometheus.io/port"] = "15020";
        annotations["prometheus.io/path"] = "/stats/prometheus";
        annotations["prometheus.io/scrape"] = "true";
    }

    private JsonObject Proxy()
    {
        var proxy = new JsonObject
        {
            ["name"] = "istio-proxy",
            ["image"] = "istio/proxyv2:1.32",
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "http-envoy-prom", ["containerPort"] = 15090, ["protocol"] = "TCP" }),
            ["startupProbe"] = new JsonObject { ["httpGet"] = new JsonObject { ["path"] = "/healthz/ready", ["port"] = 15021 } },
        };
        if (native)
        {
            proxy["restartPolicy"] = "Always";
            proxy["lifecycle"] = new JsonObject { ["preStop"] = new JsonObject { ["exec"] = new JsonObject { ["command"] = new JsonArray("pilot-agent", "request", "POST", "drain") } } };
        }

        return proxy;
    }

    private static JsonObject Rules(JsonObject pod)
    {
        var args = new JsonArray("istio-iptables", "-p", "15001", "-z", "15006", "-u", "1337", "-m", "REDIRECT", "-i", "*", "-x", "");
        args.Add("-b");
        args.Add(pod.Annotation(Traffic + "includeInboundPorts") ?? "*");
        args.Add("-d");
        args.Add(string.Join(',', new[] { "15090", "15021", pod.Annotation(Traffic + "excludeInboundPorts"), "15020" }.Where(each => each is not null)));
        if (pod.Annotation(Traffic + "excludeOutboundPorts") is { } outbound)
        {
            args.Add("-o");
            args.Add(outbound);
        }

        return new() { ["name"] = "istio-init", ["image"] = "istio/proxyv2:1.32", ["args"] = args };
    }

    // A native sidecar and its rules come first of all; the rules of an ordinary one come last, so that init containers still reach the network.
    private void Place(JsonObject spec, JsonObject rules, JsonObject proxy)
    {
        var first = spec.ListWithin("initContainers");
        if (native)
        {
            first.Insert(0, proxy);
            first.Insert(0, rules);
        }
        else
        {
            first.Add((JsonNode)rules);
            spec.ListWithin("containers").Add((JsonNode)proxy);
        }
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Injection;

/// <summary>Turns a pod into an injected pod: a pure function of the pod and the settings, and of itself its own fixed point.</summary>
internal static class PodInjection
{
    private static readonly string[] Lists = ["initContainers", "containers"];
    private static readonly string[] Shared = ["env", "volumeMounts"];

    public static JsonObject Inject(JsonObject pod, PodView view, InjectionSettings settings)
    {
        var plan = view.Plan!;
        var desired = (JsonObject)pod.DeepClone();
        if (plan.Ports.Count == 0)
        {
            // Split by a mesh: of a version only its configuration is left to keep.
            ConfigReferences.Pin(desired, plan);
            return desired;
        }

        var spec = desired.Within("spec");
        StopDelay.Apply(spec, settings.Settings.OldestNodeMinor, again: view.Injected);
        foreach (var group in plan.Ports.GroupBy(port => port.Container))
        {
            PortRenumbering.Apply(spec.Objects("containers").First(each => each.Text("name") == group.Key), [.. group]);
        }

        // Before our own volumes come: they are no configuration of the app's.
        ConfigReferences.Pin(desired, plan);
        var adminPort = AdminPort(desired, plan);
        var native = IsNative(pod, settings);
        Place(spec, ProxyContainer.Of(desired, plan, adminPort, settings, native), native);
        Put(spec.ListWithin("volumes"), ProxyVolumes.CredentialsVolume());
        Put(spec.ListWithin("volumes"), ProxyVolumes.ScratchVolume());
        Annotate(desired, plan, adminPort, settings, native);
        MeshPorts.Apply(desired, plan, adminPort, new Uri(settings.ControlAddress).Port);
        return desired;
    }

    private static bool IsNative(JsonObject pod, InjectionSettings settings) => pod.Annotation(AnnotationNames.ProxyPrefix + "native") switch
    {
        "true" => true,
        "false" => false,
        _ => settings.Settings.IsNative,
    };

    // An injected pod keeps the kind of container it has: the other kind would be a second proxy.
    private static void Place(JsonObject spec, JsonObject proxy, bool native)
    {
        foreach (var name in Lists)
        {
            if (spec[name] is JsonArray list && IndexOf(list, Installation.ProxyContainer) is { } index)
            {
                proxy.Remove("restartPolicy");
                if (name == "initContainers")
                {
                    proxy["restartPolicy"] = "Always";
                }

                Renew(list, index, proxy);
                return;
            }
        }

        spec.ListWithin(native ? "initContainers" : "containers").Add(proxy);
    }

    // Others may have added to our container since (mounts of a mesh, defaults of a LimitRange): theirs stays, ours is renewed.
    private static void Renew(JsonArray list, int index, JsonObject proxy)
    {
        var present = (JsonObject)list[index]!;
        if (!proxy.ContainsKey(ProxyContainer.StartupProbe))
        {
            present.Remove(ProxyContainer.StartupProbe);
        }

        foreach (var (name, value) in proxy)
        {
            if (name is not ("env" or "volumeMounts" or "resources"))
            {
                present[name] = value?.DeepClone();
            }
        }

        foreach (var name in Shared)
        {
            foreach (var item in proxy.Objects(name))
            {
                Put(present.ListWithin(name), (JsonObject)item.DeepClone());
            }
        }
    }

    private static void Put(JsonArray list, JsonObject item)
    {
        if (IndexOf(list, item.Text("name")!) is { } index)
        {
            if (!JsonNode.DeepEquals(list[index], item))
            {
                list[index] = item;
            }
        }
        else
        {
            list.Add((JsonNode)item);
        }
    }

    private static int? IndexOf(JsonArray list, string name)
    {
        for (var index = 0; index < list.Count; index++)
        {
            if (list[index].Text("name") == name)
            {
                return index;
            }
        }

        return null;
    }

    private static int AdminPort(JsonObject pod, PortPlan plan)
    {
        var taken = DeclaredPorts.Of(pod).Concat(plan.Ports.SelectMany(port => new[] { port.App, port.Split, port.Direct })).ToHashSet();
        return Enumerable.Range(Ports.Admin, Ports.FirstSplit).First(number => !taken.Contains(number));
    }

    private static void Annotate(JsonObject pod, PortPlan plan, int adminPort, InjectionSettings settings, bool native)
    {
        var annotations = pod.Within("metadata").Within("annotations");
        annotations[AnnotationNames.Status] = new JsonObject
        {
            ["version"] = settings.Version,
            ["plan"] = plan.Fingerprint,
            ["image"] = settings.Settings.ProxyImage,
        }.ToJsonString();
        if (!annotations.Any(pair => pair.Key.StartsWith("prometheus.io/", StringComparison.Ordinal)))
        {
            annotations["prometheus.io/scrape"] = "true";
            annotations["prometheus.io/port"] = adminPort.ToString(CultureInfo.InvariantCulture);
            annotations["prometheus.io/path"] = "/metrics";
        }

        if (!native)
        {
            annotations.TryAdd("kubectl.kubernetes.io/default-container", pod.Objects("spec", "containers").First().Text("name"));
        }
    }
}

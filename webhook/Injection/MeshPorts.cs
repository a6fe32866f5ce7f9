using System.Text.Json.Nodes;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Injection;

/// <summary>Which of the proxy's ports Istio's sidecar captures. Istio reads the lists when it injects, after us, and nothing in a pod tells
/// whether it will: they are on every pod, and without Istio nobody reads them.</summary>
internal static class MeshPorts
{
    public const string ExcludeInbound = Prefix + "excludeInboundPorts";
    public const string IncludeInbound = Prefix + "includeInboundPorts";
    public const string ExcludeOutbound = Prefix + "excludeOutboundPorts";
    private const string Prefix = "traffic.sidecar.istio.io/";
    private const string Rules = "istio-init";

    public static void Apply(JsonObject pod, PortPlan plan, int adminPort, int controlPort)
    {
        if (MeshSidecar.IsRefused(pod))
        {
            return;
        }

        var lists = new Dictionary<string, Func<string?, string?>>
        {
            [ExcludeInbound] = list => PortList.With(list, [adminPort, .. LikeTheApp(plan, list)]),
            [IncludeInbound] = list => PortList.With(list, LikeTheApp(plan, list)),
            [ExcludeOutbound] = list => PortList.With(list, [controlPort, .. plan.Ports.Select(port => port.Direct)]),
        };
        foreach (var (name, with) in lists)
        {
            if (with(pod.Annotation(name)) is { } list)
            {
                pod.Within("metadata").Within("annotations")[name] = list;
            }
        }

        foreach (var container in pod.Objects("spec", "initContainers").Where(each => each.Text("name") == Rules))
        {
            Amend(container, new() { ["-d"] = lists[ExcludeInbound], ["-b"] = lists[IncludeInbound], ["-o"] = lists[ExcludeOutbound] });
        }
    }

    // What a team says of its app's number is meant for whoever asks the app, and they come to these two now.
    private static IEnumerable<int> LikeTheApp(PortPlan plan, string? list) =>
        plan.Ports.Where(port => PortList.Has(list, port.App)).SelectMany(port => new[] { port.Split, port.Direct });

    // Where Istio came before us, its rules were made from the annotations as they were then.
    private static void Amend(JsonObject container, Dictionary<string, Func<string?, string?>> lists)
    {
        if (container["args"] is not JsonArray args)
        {
            return;
        }

        // An option without its value takes for one whatever stands or is added behind it: such rules are no rules, and not ours to mend.
        if (args.Index().Any(each => lists.ContainsKey(each.Item.Text() ?? "") && args.ElementAtOrDefault(each.Index + 1).Text() is null or ['-', ..]))
        {
            return;
        }

        foreach (var (option, with) in lists)
        {
            var at = args.Select(each => each.Text()).ToList().IndexOf(option) + 1;
            var list = with(at > 0 ? args[at].Text() : null);
            if (at > 0)
            {
                args[at] = list;
            }
            else if (at == 0 && list is not null)
            {
                args.Add(option);
                args.Add(list);
            }
        }
    }
}

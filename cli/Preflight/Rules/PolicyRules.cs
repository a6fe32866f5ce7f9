using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Preflight.Rules;

/// <summary>NetworkPolicies that keep the proxy's ports closed. Whom a rule lets in is not looked at, only at which port.</summary>
internal static class PolicyRules
{
    internal static IEnumerable<Finding> Of(PreflightFacts facts)
    {
        foreach (var target in TargetRules.Managed(facts))
        {
            var template = target.At("spec", "template") as JsonObject ?? [];
            var policies = PolicyPorts.Selecting(facts.Policies, target.Text("metadata", "namespace"), template);
            var name = $"deployment {target.Text("metadata", "namespace")}/{target.Text("metadata", "name")}";
            var split = PortPlan.OfTemplate(template)?.Ports.Select(port => port.Split).ToList() is { Count: > 0 } planned ? planned : [Ports.FirstSplit];
            foreach (var (policy, port) in split.Append(Ports.Admin).Select(port => (PolicyPorts.Closing(policies, "ingress", port, template), port)).Where(each => each.Item1 is not null))
            {
                var what = port == Ports.Admin ? "the proxy's metrics and readiness" : "split requests";
                yield return Finding.Warning(name, $"networkpolicy {policy} lets nobody in at {port}, where {what} arrive", $"allow TCP {port} (or {Ports.FirstSplit}–{Ports.FirstSplit + Ports.MostSplit - 1} for all) beside the app's own port");
            }
            if (PolicyPorts.Closing(policies, "egress", Ports.Control, template) is { } closed)
            {
                yield return Finding.Warning(name, $"networkpolicy {closed} lets the proxy not out to {Ports.Control}, the analyzer's control port", $"allow egress to TCP {Ports.Control} in namespace {facts.Installed}");
            }
        }
        foreach (var (process, port) in new[] { (Installation.Analyzer, Ports.Control), (Installation.Webhook, Ports.Webhook) })
        {
            if (facts.Deployments.FirstOrDefault(each => each.Text("metadata", "name") == process) is { } own && own.At("spec", "template") is JsonObject template
                && PolicyPorts.Closing(PolicyPorts.Selecting(facts.Policies, own.Text("metadata", "namespace"), template), "ingress", port, template) is { } policy)
            {
                yield return Finding.Error($"deployment {facts.Installed}/{process}", $"networkpolicy {policy} lets nobody in at {port.ToString(CultureInfo.InvariantCulture)}", $"allow TCP {port} from {(port == Ports.Webhook ? "the API server" : "every namespace")}");
            }
        }
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Policies;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Preflight.Rules;

/// <summary>NetworkPolicies that keep the proxy's ports closed. Whom a rule lets in is not looked at, only at which port.</summary>
internal static class NetworkPolicyRules
{
    private static readonly Dictionary<string, int> Control = new(StringComparer.Ordinal) { ["control"] = Ports.Control };

    internal static IEnumerable<Finding> Of(PreflightFacts facts) => TargetRules.Managed(facts).SelectMany(target => OfTarget(facts, target)).Concat(OfOurs(facts));

    private static IEnumerable<Finding> OfTarget(PreflightFacts facts, JsonObject target)
    {
        var plan = TargetRules.Planned(facts, target).Plan;
        if (plan.Ports is [] || target.At("spec", "template") is not JsonObject template)
        {
            yield break;
        }
        var policies = In(facts, target);
        var names = new Dictionary<string, int>(PortNames.Of(template, plan), StringComparer.Ordinal) { [Ports.AdminName] = Ports.Admin };
        var name = $"deployment {target.Text("metadata", "namespace")}/{target.Text("metadata", "name")}";
        foreach (var port in plan.Ports.Select(each => each.Split).Append(Ports.Admin))
        {
            if (PolicyPorts.Closing(policies, PolicyDirection.Ingress, template, port, names) is { } policy)
            {
                var what = port == Ports.Admin ? "the proxy's metrics and readiness" : "split requests";
                yield return Finding.Warning(name, $"networkpolicy {policy} lets nobody in at {port}, where {what} arrive", $"allow TCP {port} (or {Ports.FirstSplit}–{Ports.FirstSplit + Ports.MostSplit - 1} for all) beside the app's own port");
            }
        }
        if (PolicyPorts.Closing(policies, PolicyDirection.Egress, template, Ports.Control, Control) is { } closed)
        {
            yield return Finding.Warning(name, $"networkpolicy {closed} lets the proxy not out to {Ports.Control}, the analyzer's control port", $"allow egress to TCP {Ports.Control} in namespace {facts.Installed}");
        }
    }

    private static IEnumerable<Finding> OfOurs(PreflightFacts facts)
    {
        foreach (var (process, port) in new[] { (Installation.Analyzer, Ports.Control), (Installation.Webhook, Ports.Webhook) })
        {
            if (facts.Deployments.FirstOrDefault(each => each.Text("metadata", "name") == process) is { } own && own.At("spec", "template") is JsonObject template
                && PolicyPorts.Closing(In(facts, own), PolicyDirection.Ingress, template, port, PortNames.Of(template)) is { } policy)
            {
                yield return Finding.Error($"deployment {facts.Installed}/{process}", $"networkpolicy {policy} lets nobody in at {port.ToString(CultureInfo.InvariantCulture)}", $"allow TCP {port} from {(port == Ports.Webhook ? "the API server" : "every namespace")}");
            }
        }
    }

    private static IEnumerable<JsonObject> In(PreflightFacts facts, JsonObject deployment) =>
        facts.Policies.Where(each => each.Text("metadata", "namespace") == deployment.Text("metadata", "namespace"));
}

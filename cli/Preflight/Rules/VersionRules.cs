using System.Globalization;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Cli.Preflight.Rules;

/// <summary>The server's and the nodes' version beside what is supported.</summary>
internal static class VersionRules
{
    private const int Oldest = 30;
    private const int NativeSidecar = 29;
    private const int SleepHook = 30;
    private const int Newest = 36;

    internal static IEnumerable<Finding> Of(PreflightFacts facts)
    {
        if (Minor(facts.Version.Text("minor")) is not { } minor)
        {
            yield return Finding.Warning("API server", "does not tell its version", $"see that it is Kubernetes 1.{Oldest} or later");
            yield break;
        }
        var server = $"API server 1.{minor}";
        if (minor < Oldest)
        {
            yield return Finding.Error(server, $"is older than 1.{Oldest}: matchConditions of webhooks are not final there, and preStop knows no sleep", $"upgrade to Kubernetes 1.{Oldest} or later");
        }
        if (minor > Newest)
        {
            yield return Finding.Note(server, $"is newer than 1.{Newest}, the newest that CanaryMesh was held against", "try an upgrade in a test cluster first");
        }
        foreach (var node in facts.Nodes)
        {
            var kubelet = node.Text("status", "nodeInfo", "kubeletVersion") ?? "";
            var name = $"node {node.Text("metadata", "name")} {kubelet}";
            if (Minor(kubelet.Split('.').ElementAtOrDefault(1)) is not { } at)
            {
                continue;
            }
            if (at < NativeSidecar)
            {
                yield return Finding.Warning(name, "runs no native sidecars: the proxy is an ordinary container, and no Job can have one", "upgrade the node to 1.29 or later, or leave native-sidecar at auto");
            }
            if (at < SleepHook)
            {
                yield return Finding.Warning(name, "knows no preStop sleep: apps without a preStop hook of their own may end before their last requests", "upgrade the node to 1.30 or later, or give the apps a preStop hook");
            }
        }
    }

    // Some vendors end it in a plus.
    private static int? Minor(string? text) =>
        int.TryParse(text?.TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

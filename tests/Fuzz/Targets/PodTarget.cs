using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Fuzz.Targets;

/// <summary>Pods to be injected: the patch applies, a second call changes nothing, and what is the app's stays the app's.</summary>
internal sealed class PodTarget : IFuzzTarget
{
    // What the entry may change of spec; everything else, and all of metadata but annotations, is somebody else's.
    private static readonly string[] Ours = ["containers", "initContainers", "volumes", "terminationGracePeriodSeconds"];
    private static readonly string[] OfContainers = ["ports", "lifecycle", "startupProbe", "readinessProbe", "livenessProbe", "env", "envFrom"];

    // Istio's rules are amended where Istio came first.
    private static readonly string[] OfRules = [.. OfContainers, "args"];

    public string Name => "pods";

    public void Try(Random random)
    {
        var pod = Corpus.Pods[random.Next(Corpus.Pods.Count)].Copy();
        JsonMutation.Mutate(pod, random);
        if (EntryCall.Of(Entries.Inject, pod, null, "CREATE", "system:serviceaccount:kube-system:replicaset-controller") is not { } call)
        {
            return;
        }

        FuzzFinding.Unless(call.Answer.Decision is "inject" or "configure" || (call.Answer.Reason.Length > 0 && call.Patch.Count == 0), "skipped without a reason, or with a patch");
        // As it arrived: what is no Unicode became something else on the way.
        var (arrived, stored) = (call.Request.Object!, call.Stored);
        Untouched(arrived, stored);
        var again = EntryCall.Of(Entries.Inject, stored, null, "CREATE", "anybody");
        FuzzFinding.Unless(again is { Patch.Count: 0 }, $"not idempotent: {again?.Patch.ToJsonString()} of {pod.ToJsonString()}");
        if (call.Answer.Decision == "inject")
        {
            // Two of one name are refused by the API server after us.
            FuzzFinding.Unless(Proxies(stored) == Math.Max(1, Proxies(arrived)), $"{Proxies(stored)} proxies");
        }
    }

    private static int Proxies(JsonObject pod) =>
        pod.Objects("spec", "containers").Concat(pod.Objects("spec", "initContainers")).Count(each => each.Text("name") == Installation.ProxyContainer);

    private static void Untouched(JsonObject before, JsonObject after)
    {
        Same(before, after, ["metadata", "spec"], "");
        Same(before.At("metadata"), after.At("metadata"), ["annotations"], "/metadata");
        Same(before.At("spec"), after.At("spec"), Ours, "/spec");
        foreach (var list in (string[])["containers", "initContainers"])
        {
            if (before.At("spec", list) is not JsonArray one || after.At("spec", list) is not JsonArray other)
            {
                continue;
            }

            FuzzFinding.Unless(other.Count >= one.Count, $"{list} became fewer");
            for (var index = 0; index < one.Count; index++)
            {
                var name = one[index].Text("name");
                if (name != Installation.ProxyContainer)
                {
                    Same(one[index], other[index], name == "istio-init" ? OfRules : OfContainers, $"/spec/{list}/{index}");
                }
            }
        }
    }

    private static void Same(JsonNode? before, JsonNode? after, string[] but, string path)
    {
        if (before is not JsonObject one || after is not JsonObject other)
        {
            FuzzFinding.Unless(before is null || JsonNode.DeepEquals(before, after), $"{path} changed");
            return;
        }

        foreach (var name in one.Select(each => each.Key).Concat(other.Select(each => each.Key)).Except(but))
        {
            FuzzFinding.Unless(one.ContainsKey(name) == other.ContainsKey(name) && JsonNode.DeepEquals(one[name], other[name]), $"{path}/{name} changed");
        }
    }
}

using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;

namespace CanaryMesh.Fuzz.Targets;

/// <summary>Plans as anybody may write them into a template: read whole or refused with a sentence, and what was read is written the same.</summary>
internal sealed class PlanTarget : IFuzzTarget
{
    private const string Plan =
        """{"v":1,"ports":[{"name":"http","app":8080,"split":14080,"direct":14180,"container":"app"},{"name":"grpc","app":9090,"split":14081,"direct":14181,"container":"app","added":true}],"config":{"configmap/web":"0123456789"},"by":null}""";

    public string Name => "plans";

    public void Try(Random random)
    {
        var structured = (JsonObject)JsonNode.Parse(Plan)!;
        JsonMutation.Mutate(structured, random);
        var text = random.Next(3) == 0 ? JsonMutation.Changed(structured.ToJsonString(), random) : structured.ToJsonString();
        var plan = PortPlan.Parse(text, out var fault);
        FuzzFinding.Unless(plan is null == fault is { Length: > 0 }, "neither a plan nor a fault, or both");
        if (plan is not null)
        {
            var again = PortPlan.Parse(plan.ToJson(), out var second);
            FuzzFinding.Unless(again is not null, $"what was written is not read: {second}");
            FuzzFinding.Unless(again!.ToJson() == plan.ToJson(), "what was written is read as something else");
        }

        var pod = Corpus.Pods[random.Next(Corpus.Pods.Count)].Copy();
        pod["metadata"]!["annotations"] ??= new JsonObject();
        pod["metadata"]!["annotations"]![AnnotationNames.Plan] = text;
        if (EntryCall.Of(Entries.Inject, pod, null, "CREATE", "anybody") is { } call)
        {
            FuzzFinding.Unless(EntryCall.Of(Entries.Inject, call.Stored, null, "CREATE", "anybody") is { Patch.Count: 0 }, $"not idempotent with the plan {text}");
        }
    }
}

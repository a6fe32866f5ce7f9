using System.Text.Json.Nodes;
using CanaryMesh.Api.Annotations;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Admission;

namespace CanaryMesh.Fuzz.Targets;

/// <summary>Deployments with annotations of every kind: each fault is told, none breaks the entry, and what is taken is taken once.</summary>
internal sealed class DeploymentTarget : IFuzzTarget
{
    public string Name => "annotations";

    public void Try(Random random)
    {
        var deployment = Corpus.Deployment.Copy();
        var annotations = deployment["metadata"]!["annotations"]!.AsObject();
        var known = AnnotationRules.ByName.Keys.ToList();
        for (var count = random.Next(4); count > 0; count--)
        {
            annotations[known[random.Next(known.Count)]] = JsonMutation.Text(random);
        }

        if (random.Next(2) == 0)
        {
            JsonMutation.Mutate(deployment, random);
        }

        var faults = AnnotationFaults.Of(deployment);
        FuzzFinding.Unless(faults.All(fault => fault.Length is > 0 and < 2000), "a fault that nobody can read");
        var old = random.Next(2) == 0 ? Corpus.Deployment.Copy() : null;
        if (EntryCall.Of(Entries.Onboard, deployment, old, old is null ? "CREATE" : "UPDATE", "jane") is not { } call)
        {
            return;
        }

        FuzzFinding.Unless(call.Answer is not Denied denied || denied.Message.Length > 0, "denied without a word");
        if (call.Answer is Denied || !IsDecodable(deployment))
        {
            return;
        }

        var again = EntryCall.Of(Entries.Onboard, call.Stored, old, old is null ? "CREATE" : "UPDATE", "jane");
        FuzzFinding.Unless(again is { Patch.Count: 0 }, $"not idempotent: {again?.Patch.ToJsonString()} of {deployment.ToJsonString()}");
    }

    // Ports of another form never come here, or are refused after us.
    private static bool IsDecodable(JsonObject deployment) => deployment.At("spec", "template", "spec", "containers") is JsonArray containers
        && containers.All(each => each is JsonObject && each.At("ports") is null or JsonArray)
        && containers.SelectMany(each => each.At("ports") as JsonArray ?? []).All(IsPort);

    private static bool IsPort(JsonNode? port) => port is JsonObject && port.Number("containerPort") is > 0 and <= 65535
        && (port.At("protocol") is null || port.Text("protocol") is "TCP" or "UDP" or "SCTP");
}

using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Admission;

namespace CanaryMesh.Fuzz;

/// <summary>Asks an entry as the API server would, from bytes to bytes, and reads its answer.</summary>
internal sealed record EntryCall(AdmissionRequest Request, AdmissionAnswer Answer, JsonArray Patch)
{
    private const string Uid = "fuzzed";

    /// <summary>What would be stored.</summary>
    public JsonObject Stored => PatchApplier.Apply(Request.Object!, Patch);

    /// <summary>Null if the review was refused as none.</summary>
    public static EntryCall? Of(IAdmissionEntry entry, JsonObject? current, JsonObject? old, string operation, string user)
    {
        var review = new JsonObject
        {
            ["apiVersion"] = "admission.k8s.io/v1",
            ["kind"] = "AdmissionReview",
            ["request"] = new JsonObject
            {
                ["uid"] = Uid,
                ["operation"] = operation,
                ["namespace"] = "shop",
                ["name"] = "web",
                ["userInfo"] = new JsonObject { ["username"] = user },
                ["object"] = current?.DeepClone(),
                ["oldObject"] = old?.DeepClone(),
            },
        };
        return Of(entry, System.Text.Encoding.UTF8.GetBytes(review.ToJsonString()));
    }

    public static EntryCall? Of(IAdmissionEntry entry, ReadOnlySpan<byte> bytes)
    {
        if (ReviewReader.Read(bytes, out var fault) is not { } request)
        {
            FuzzFinding.Unless(fault.Length > 0, "refused without a word");
            return null;
        }

        var pending = entry.AnswerAsync(request, CancellationToken.None).AsTask();
        FuzzFinding.Unless(pending.IsCompleted, "the answer waits");
        var answer = pending.GetAwaiter().GetResult();
        var response = JsonNode.Parse(ReviewWriter.Write(entry.Name, request, answer))!["response"]!;
        FuzzFinding.Unless((string?)response["uid"] == request.Uid, "another uid");
        FuzzFinding.Unless((response["patch"] is null) == (response["patchType"] is null), "patch without its type");
        FuzzFinding.Unless(answer is not Denied || response["patch"] is null, "denied with a patch");
        var patch = response["patch"] is { } text ? (JsonArray)JsonNode.Parse(Convert.FromBase64String((string)text!))! : [];
        return new(request, answer, patch);
    }
}

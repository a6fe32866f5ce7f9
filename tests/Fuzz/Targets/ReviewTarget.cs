using System.Text;
using System.Text.Json.Nodes;

namespace CanaryMesh.Fuzz.Targets;

/// <summary>Whole reviews, changed in their structure and then in their bytes, to every entry: an answer or a sentence, never an exception.</summary>
internal sealed class ReviewTarget : IFuzzTarget
{
    private static readonly string[] Operations = ["CREATE", "UPDATE", "DELETE", "CONNECT", "", "create"];

    public string Name => "reviews";

    public void Try(Random random)
    {
        var review = new JsonObject
        {
            ["apiVersion"] = "admission.k8s.io/v1",
            ["kind"] = "AdmissionReview",
            ["request"] = new JsonObject
            {
                ["uid"] = "1",
                ["operation"] = Operations[random.Next(Operations.Length)],
                ["namespace"] = "shop",
                ["dryRun"] = random.Next(2) == 0,
                ["userInfo"] = new JsonObject { ["username"] = random.Next(4) == 0 ? Entries.Surroundings.Analyzer : "jane", ["groups"] = new JsonArray("system:authenticated") },
                ["options"] = new JsonObject { ["fieldManager"] = "kubectl" },
                ["object"] = Thing(random),
                ["oldObject"] = random.Next(2) == 0 ? Thing(random) : null,
            },
        };
        JsonMutation.Mutate(review, random);
        var entry = Entries.All[random.Next(Entries.All.Count)];
        var bytes = Encoding.UTF8.GetBytes(review.ToJsonString());
        for (var change = random.Next(3); change > 0; change--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        if (EntryCall.Of(entry, bytes.AsSpan(0, random.Next(8) == 0 ? random.Next(bytes.Length) : bytes.Length)) is { Request.Object: not null } call)
        {
            _ = call.Stored;
        }
    }

    private static JsonObject Thing(Random random) => random.Next(3) switch
    {
        0 => Corpus.Pods[random.Next(Corpus.Pods.Count)].Copy(),
        1 => Corpus.Deployment.Copy(),
        _ => Corpus.Service.Copy(),
    };
}

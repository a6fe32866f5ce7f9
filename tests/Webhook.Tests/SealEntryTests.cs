using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Configuration;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>What the analyzer may do with its right to create Secrets.</summary>
public sealed class SealEntryTests
{
    private static readonly Surroundings Here = Surroundings.Read(_ => null);

    [Fact]
    public async Task Secret_ThatCopiesAPinnedOne_IsMade() => Assert.IsType<Allowed>(await AnswerAsync(Copy(), Here.Analyzer));

    [Theory]
    [InlineData("/type", "kubernetes.io/service-account-token")]
    [InlineData("/immutable", null)]
    [InlineData("/metadata/ownerReferences", null)]
    [InlineData("/metadata/name", "another")]
    public async Task Secret_OfAnyOtherKind_IsRefusedToTheAnalyzerAlone(string path, string? value)
    {
        var secret = Copy();
        var place = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var parent = place.Length == 1 ? secret : secret[place[0]]!.AsObject();
        parent[place[^1]] = value;

        Assert.IsType<Denied>(await AnswerAsync(secret, Here.Analyzer));
        Assert.IsType<Allowed>(await AnswerAsync(secret, "alice"));
    }

    [Fact]
    public async Task Secret_OwnedByAPod_IsRefused()
    {
        var secret = Copy();
        secret["metadata"]!["ownerReferences"]![0]!["kind"] = "Pod";

        Assert.IsType<Denied>(await AnswerAsync(secret, Here.Analyzer));
    }

    private static async Task<AdmissionAnswer> AnswerAsync(JsonObject secret, string user) =>
        await new SealEntry(Here).AnswerAsync(Some.Request("CREATE", secret, null, user: user), default);

    private static JsonObject Copy() => JsonNode.Parse("""
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"password-0123456789","ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"password-0123456789","uid":"1"}]},
         "type":"Opaque","immutable":true,"data":{}}
        """)!.AsObject();
}

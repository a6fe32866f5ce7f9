using System.Text.Json.Nodes;
using CanaryMesh.Api.Commands;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Signing;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

/// <summary>Who gave a command is what admission saw.</summary>
public sealed class SignEntryTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string Alices = new CommandSignature("approve:1", "alice", Now).ToText();

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    [InlineData("""{"command":"approve:1","by":"root","at":"2020-01-01T00:00:00Z"}""")]
    public void Command_ThatIsNew_IsSignedWhateverTheUserWrote(string? written) =>
        Assert.Equal(Alices, Signed(Canary(null, null), Canary("approve:1", written)));

    [Theory]
    [InlineData("""{"command":"approve:1","by":"root","at":"2020-01-01T00:00:00Z"}""")]
    [InlineData(null)]
    public void Signature_ThatIsChangedWithoutItsCommand_IsPutBack(string? written) =>
        Assert.Equal(Alices, SignPolicy.Decide(Canary("approve:1", Alices), Canary("approve:1", written), "mallory", Now.AddDays(1)).Annotation(AnnotationNames.CommandSignature));

    [Fact]
    public void Signature_WithoutACommand_IsTakenAway() => Assert.Null(Signed(null, Canary(null, Alices)));

    [Fact]
    public void Signature_OfTheSameReviewTwice_IsTheSame()
    {
        var once = SignPolicy.Decide(null, Canary("abort:1", null), "alice", Now);

        Assert.True(JsonNode.DeepEquals(once, SignPolicy.Decide(null, once, "alice", Now)));
    }

    [Theory]
    [InlineData("alice", true)]
    [InlineData("mallory", false)]
    public async Task Check_OfASignature_PassesTheSignersAlone(string user, bool passes)
    {
        var answer = await Check(allowed: true).AnswerAsync(Some.Request("UPDATE", Canary("approve:1", Alices), Canary(null, null), user: user), default);

        Assert.Equal(passes, answer is Allowed);
    }

    [Fact]
    public async Task Check_OfACommand_AsksForTheTargetWhateverTheSpecIsLike()
    {
        JsonObject Faulty(JsonObject canary) => canary.With(each => each["spec"]!["analysis"] = new JsonObject());

        Assert.IsType<Allowed>(await Check(allowed: true).AnswerAsync(Some.Request("UPDATE", Faulty(Canary("approve:1", Alices)), Faulty(Canary(null, null)), user: "alice"), default));
        var denied = Assert.IsType<Denied>(await Check(allowed: false).AnswerAsync(Some.Request("UPDATE", Canary("approve:1", Alices), Canary(null, null), user: "alice"), default));
        Assert.Equal(403, denied.Code);
    }

    private static CheckEntry Check(bool allowed) => new(Some.Surroundings, new FixedAccess(allowed));

    private static string? Signed(JsonObject? old, JsonObject current) => SignPolicy.Decide(old, current, "alice", Now).Annotation(AnnotationNames.CommandSignature);

    private static JsonObject Canary(string? command, string? signature)
    {
        var canary = Some.Parse("""
            {"kind":"Canary","metadata":{"name":"web","annotations":{}},"spec":{"targetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},
             "service":{"port":80},"analysis":{"interval":"30s","threshold":5,"stepWeight":10}}}
            """);
        foreach (var (name, value) in new[] { (AnnotationNames.Command, command), (AnnotationNames.CommandSignature, signature) }.Where(pair => pair.Item2 is not null))
        {
            canary["metadata"]!["annotations"]![name] = value;
        }

        return canary;
    }
}

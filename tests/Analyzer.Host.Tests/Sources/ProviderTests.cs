using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Host.Tests.Sources;

public sealed class ProviderTests : SourceWorld
{
    private const string WithSecret = """{"type":"prometheus","secretRef":{"name":"auth"},"headers":{"X-Scope-OrgID":["7","8"]} }""";

    [Theory]
    [InlineData("token", "abc\n", null, null, "Bearer abc")]
    [InlineData("username", "me", "password", "word", "Basic bWU6d29yZA==")]
    public async Task Secret_BesideTheTemplate_IsShownToItsServer(string key, string value, string? other, string? second, string header)
    {
        Templates.Add(Texts.Of("up", ns: "mon", provider: WithSecret));
        Api.Answer = _ => new(200, Secret((key, value), (other ?? "x", second ?? "")), "", "");

        var reading = await ReadAsync(Of("gpu", "mon"));

        Assert.Equal((ReadingKind.Value, header, "7, 8"), (reading.Kind, Headers["Authorization"], Headers["X-Scope-OrgID"].Replace(",", ", ", StringComparison.Ordinal).Replace(",  ", ", ", StringComparison.Ordinal)));
        Assert.Equal(["get secrets/auth"], Api.Calls);
    }

    [Fact]
    public async Task Secret_IsAskedForOnceInAWhile()
    {
        Templates.Add(Texts.Of("up", provider: WithSecret));
        Api.Answer = _ => new(200, Secret(("token", "abc")), "", "");
        await ReadAsync([Of("gpu")]);
        await ReadAsync([Of("gpu")]);
        var soon = Api.Calls.Count;
        Time.Advance(TimeSpan.FromSeconds(11));
        await ReadAsync([Of("gpu")]);

        Assert.Equal((1, 2), (soon, Api.Calls.Count));
    }

    [Fact]
    public async Task Secret_ThatIsNone_IsAnErrorAndNothingIsSent()
    {
        Templates.Add(Texts.Of("up", provider: WithSecret));
        List<string> faults = [];
        foreach (var answer in new KubeResult[]
        {
            new(404, null, "NotFound", ""), new(403, null, "Forbidden", ""), new(200, Secret(), "", ""), new(200, Secret(("token", "a\nb")), "", ""),
            new(200, Secret(("tls.crt", "odd"), ("tls.key", "odd")), "", ""), new(200, OfType("kubernetes.io/service-account-token"), "", ""),
        })
        {
            Api.Answer = _ => answer;
            faults.Add((await ReadAsync([Of("gpu")])).Single().Fault);
            Time.Advance(TimeSpan.FromSeconds(11));
        }

        Assert.Equal(
            [
                "Secret shop/auth does not exist", "Secret shop/auth could not be read: Forbidden",
                "Secret shop/auth has neither token, nor username and password, nor certificates", "the token of Secret shop/auth has letters that no token has",
                "ca.crt, tls.crt or tls.key of the Secret cannot be read", "Secret shop/auth is a token of the cluster's own, which is shown to nobody",
            ],
            faults);
        Assert.Empty(Asked);
    }

    [Fact]
    public async Task Http_ReadsTheNumberAtItsPath()
    {
        Templates.Add(Texts.Of("api/errors?app={{ target }}&in={{ variables.in }}\n", provider: """{"type":"http","jsonPath":"$.data[-1].value"}"""));
        Answers(200, """{"data":[{"value":1},{"value":"2.5"}]}""");

        var reading = await ReadAsync(Of("gpu") with { Variables = new Dictionary<string, string> { ["in"] = "a&b" } });

        Assert.Equal((ReadingKind.Value, 2.5), (reading.Kind, reading.Number));
        Assert.Equal(["/api/errors?app=web-canary&in=a%26b"], Asked);
    }

    [Theory]
    [InlineData(200, "{}", ReadingKind.NoData, "")]
    [InlineData(200, """{"v":null}""", ReadingKind.NoData, "")]
    [InlineData(200, """{"v":true}""", ReadingKind.Error, "what stands at the jsonPath is no number")]
    [InlineData(200, "<html>", ReadingKind.Error, "the answer is no JSON")]
    [InlineData(503, "", ReadingKind.Error, "answered HTTP 503")]
    public async Task Http_WithoutANumber_IsNothingOrAnError(int code, string body, ReadingKind kind, string fault)
    {
        Templates.Add(Texts.Of("?x", provider: """{"type":"http","jsonPath":"$.v"}"""));
        Answers(code, body);

        var reading = await ReadAsync(Of("gpu"));

        Assert.Equal(kind, reading.Kind);
        Assert.EndsWith(fault, reading.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_QueryThatWouldLeadElsewhere_StaysAtTheAddress()
    {
        var template = Texts.Of("@evil.example/", provider: """{"type":"http","jsonPath":"$.v"}""");
        template["spec"]!["provider"]!["address"] = Server.Connection.Address.ToString().TrimEnd('/');
        Templates.Add(template);
        await ReadAsync(Of("gpu"));

        Assert.Equal(["/@evil.example/"], Asked);
    }

    [Theory]
    [InlineData("""[{"value":"1500m"}]""", ReadingKind.Value, 1.5)]
    [InlineData("[]", ReadingKind.NoData, 0)]
    [InlineData("""[{"value":"1"},{"value":"2"}]""", ReadingKind.Error, 0)]
    public async Task ExternalMetric_OfTheApiServer_IsAQuantity(string items, ReadingKind kind, double number)
    {
        Templates.Add(Texts.Of("{{ namespace }}/queue?labelSelector=app={{ target }}", provider: """{"type":"externalmetrics"}""", hasAddress: false));
        Api.Answer = _ => new(200, Thing.Json($$"""{"items":{{items}} }"""), "", "");

        var reading = await ReadAsync(Of("gpu"));

        Assert.Equal((kind, number), (reading.Kind, reading.Number));
        Assert.Equal(["list queue"], Api.Calls);
    }

    [Fact]
    public async Task ExternalMetric_OfAStrangersNamespace_IsNotRead()
    {
        Templates.Add(Texts.Of("other/queue", provider: """{"type":"externalmetrics"}""", hasAddress: false));

        Assert.Contains("namespace other are not read", (await ReadAsync(Of("gpu"))).Fault, StringComparison.Ordinal);
        Assert.Empty(Api.Calls);
    }

    [Fact]
    public async Task ExternalMetric_OfAnAddress_IsAskedThere()
    {
        Templates.Add(Texts.Of("other/queue?labelSelector=a=b", provider: """{"type":"externalmetrics"}"""));
        Answers(200, """{"items":[{"value":"3"}]}""");

        Assert.Equal(3, (await ReadAsync(Of("gpu"))).Number);
        Assert.Equal(["/apis/external.metrics.k8s.io/v1beta1/namespaces/other/queue?labelSelector=a%3Db"], Asked);
    }

    private static JsonObject Secret(params (string Key, string Value)[] texts) => new()
    {
        ["data"] = new JsonObject(texts.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)Convert.ToBase64String(Encoding.UTF8.GetBytes(each.Value))))),
    };

    private static JsonObject OfType(string type)
    {
        var secret = Secret(("token", "abc"));
        secret["type"] = type;
        return secret;
    }
}

using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using k8s;

namespace CanaryMesh.Analyzer.Host.Tests.Kubernetes;

public sealed class KubeApiTests : IAsyncLifetime
{
    private FakeApiServer _server = null!;
    private KubeApi _api = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeApiServer.StartAsync();
        _api = new KubeApi(_server.Connection, TimeProvider.System);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Refusal_WithStatus_IsAValue()
    {
        _server.Answer = _ => (409, """{"kind":"Status","reason":"Conflict","message":"it changed"}""");

        var result = await _api.GetAsync(KubeKind.Pods, "shop", "a", default);

        Assert.Equal(new KubeResult(409, null, "Conflict", "it changed"), result);
        Assert.True(result.IsConflict);
    }

    [Fact]
    public async Task Refusal_OfSomethingInBetween_IsAValue()
    {
        _server.Answer = _ => (502, "<html>");

        Assert.Equal(new KubeResult(502, null, "BadGateway", "HTTP 502"), await _api.GetAsync(KubeKind.Pods, "shop", "a", default));
    }

    [Fact]
    public async Task Server_Absent_IsAValue()
    {
        using var client = new HttpClient();
        var api = new KubeApi(new KubeConnection(client, new Uri("http://127.0.0.1:1/")), TimeProvider.System);

        var result = await api.GetAsync(KubeKind.Nodes, null, "n", default);

        Assert.Equal((0, "Unreachable"), (result.Code, result.Reason));
    }

    [Theory]
    [InlineData("Merge", "application/merge-patch+json", "?fieldManager=canarymesh")]
    [InlineData("Apply", "application/apply-patch+yaml", "?fieldManager=canarymesh&force=true")]
    public async Task Patch_Kind_DecidesTypeAndQuery(string kind, string type, string query)
    {
        var seen = ("", "", "");
        _server.Answer = request =>
        {
            seen = (request.Path, request.ContentType!.Split(';')[0], request.QueryString.Value!);
            return (200, "{}");
        };

        await _api.PatchAsync(KubeKind.Canaries, "shop", "a", Enum.Parse<PatchKind>(kind), new JsonObject(), "status", default);

        Assert.Equal(("/apis/flagger.app/v1beta1/namespaces/shop/canaries/a/status", type, query), seen);
    }

    [Fact]
    public async Task List_InPages_IsPutTogether()
    {
        const string First = """{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"1","continue":"x y"},"items":[{}]}""";
        _server.Answer = request => (200, request.Query["continue"] == "x y" ? FakeApiServer.List("1", "{}", "{}") : First);

        Assert.Equal(3, (await _api.ListAsync(KubeKind.Pods, null, null, default)).Items().Count);
    }

    [Fact]
    public async Task Connection_WithAToken_CarriesIt()
    {
        var seen = "";
        _server.Answer = request =>
        {
            seen = request.Headers.Authorization.ToString();
            return (200, "{}");
        };
        var configuration = new KubernetesClientConfiguration { Host = _server.Connection.Address.ToString(), AccessToken = "secret" };
        using var connection = KubeConnection.Open(configuration);

        var result = await new KubeApi(connection, TimeProvider.System).GetAsync(KubeKind.Pods, "shop", "a", default);

        Assert.Equal((200, "Bearer secret"), (result.Code, seen));
    }

    [Fact]
    public async Task Connection_Redirected_DoesNotCarryItsTokenElsewhere()
    {
        var calls = 0;
        _server.Answer = request =>
        {
            calls++;
            request.HttpContext.Response.Headers.Location = "/elsewhere";
            return (302, "");
        };
        var configuration = new KubernetesClientConfiguration { Host = _server.Connection.Address.ToString(), AccessToken = "secret" };
        using var connection = KubeConnection.Open(configuration);

        var result = await new KubeApi(connection, TimeProvider.System).GetAsync(KubeKind.Pods, "shop", "a", default);

        Assert.Equal((302, 1), (result.Code, calls));
    }

    [Fact]
    public async Task Get_OfMetadataAlone_AsksForNothingElse()
    {
        List<string> accepted = [];
        _server.Answer = request =>
        {
            accepted.Add($"{request.Path} {request.Headers.Accept}");
            return (200, "{}");
        };

        await _api.GetAsync(KubeKind.SecretMetadata, "shop", "a", default);
        await _api.GetAsync(KubeKind.Secrets, "shop", "a", default);

        Assert.Equal(
            ["/api/v1/namespaces/shop/secrets/a application/json; as=PartialObjectMetadata; g=meta.k8s.io; v=v1", "/api/v1/namespaces/shop/secrets/a application/json"], accepted);
    }

    [Fact]
    public void Path_OddNames_StayInTheirPlace() =>
        Assert.Equal("api/v1/namespaces/a%2Fb/pods/..%2Fsecrets", KubeKind.Pods.Path("a/b", "../secrets"));
}

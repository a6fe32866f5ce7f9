using System.Text.Json.Nodes;
using CanaryMesh.Cli.Tests.Support;

namespace CanaryMesh.Cli.Tests.Commands;

public sealed class StatusCommandTests : IAsyncLifetime
{
    private const string Deployments = "/apis/apps/v1/namespaces/shop/deployments/";
    private FakeApi _api = null!;

    public async Task InitializeAsync() => _api = await FakeApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Status_OfARolloutOnTrial_ShowsItAndSucceeds()
    {
        _api.Answer(Some.CanaryPath + "/api", Some.Json(Some.Canary(Some.Progressing)))
            .Answer(Deployments + "api-canary", Deployment("api-canary", "shop/api:2", 1))
            .Answer("/api/v1/namespaces/shop/events", """
                {"items":[{"metadata":{},"type":"Normal","reason":"Synced","message":"Advance api.shop canary weight 20","lastTimestamp":"2026-07-21T09:59:00Z",
                "involvedObject":{}}]}
                """);

        var run = await CommandRun.OnAsync(_api, "status", "api");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("On trial   9876543210  api-canary 1/2 ready  shop/api:2\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("1m0s ago  Normal  Synced  Advance api.shop canary weight 20\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_WithoutRightsOnWorkloads_StillShowsTheRollout()
    {
        _api.Answer(Some.CanaryPath + "/api", Some.Json(Some.Canary(Some.Progressing)))
            .Answer(Deployments + "api", """{"message":"forbidden"}""", 403);

        var run = await CommandRun.OnAsync(_api, "status", "api");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Progressing", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_OfARolledBackRollout_ExitsWithOne()
    {
        _api.Answer(Some.CanaryPath + "/api", Some.Json(Some.Canary(Some.Failed)));

        var run = await CommandRun.OnAsync(_api, "status", "api");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("9 of 40 requests failed on the canary", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_AsJson_IsReadable()
    {
        _api.Answer(Some.CanaryPath + "/api", Some.Json(Some.Canary(Some.Progressing)));

        var run = await CommandRun.OnAsync(_api, "status", "api", "-o", "json");

        var view = JsonNode.Parse(run.Output)!;
        Assert.Equal(("Progressing", 20, "9876543210"), ((string)view["phase"]!, (int)view["weightAsked"]!, (string)view["trial"]!["version"]!));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task Status_OfANamespaceWithARollback_ListsAllAndExitsWithOne(string format)
    {
        _api.Answer(Some.CanaryPath, Some.ListJson(Some.Canary(Some.Progressing, "api"), Some.Canary(Some.Failed, "web")));

        var run = await CommandRun.OnAsync(_api, "status", "-o", format);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("api", run.Output, StringComparison.Ordinal);
        Assert.Contains("web", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "-n", "other" }, "other")]
    [InlineData(new[] { "--context", "there" }, "elsewhere")]
    [InlineData(new string[0], "shop")]
    public async Task Status_OfANamespace_AsksThatOne(string[] args, string namespaceName)
    {
        await CommandRun.OnAsync(_api, ["status", .. args]);

        Assert.Equal($"/apis/flagger.app/v1beta1/namespaces/{namespaceName}/canaries", _api.Received.Single().Path);
    }

    [Fact]
    public async Task Status_OfARollout_AsksForItsEventsOnly()
    {
        _api.Answer(Some.CanaryPath + "/api", Some.Json(Some.Canary(Some.Progressing)));

        await CommandRun.OnAsync(_api, "status", "api");

        var asked = _api.Received.Single(each => each.Path.EndsWith("/events", StringComparison.Ordinal));
        Assert.Contains("involvedObject.kind=Canary,involvedObject.name=api", Uri.UnescapeDataString(asked.Query), StringComparison.Ordinal);
    }

    private static string Deployment(string name, string image, int ready) => $$$"""
        {"metadata":{"name":"{{{name}}}"},"spec":{"replicas":2,"selector":{},"template":{"spec":{"containers":[
          {"name":"app","image":"{{{image}}}"},{"name":"canarymesh-proxy","image":"proxy:1"}] } } },"status":{"readyReplicas":{{{ready}}} } }
        """;
}

using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Tests.Server;

/// <summary>The shipped policy in an API server that has no webhook at all: as when ours is down.</summary>
public sealed class HoldPolicyTests : IAsyncLifetime
{
    private static readonly GroupResource Deployments = new("apps", "deployments");
    private static readonly Identity Jane = new("jane", ["system:masters"]);
    private static readonly Identity Analyzer = new("system:serviceaccount:canarymesh-system:canarymesh-analyzer", ["system:masters"]);
    private ClusterServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ClusterServer.StartAsync();
        await _server.InstallAsync("""
            apiVersion: v1
            kind: Namespace
            metadata: {name: canarymesh-system}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: canarymesh, namespace: canarymesh-system}
            data: {restart-annotations: kubectl.kubernetes.io/restartedAt}
            """);
        await _server.InstallAsync(await File.ReadAllTextAsync(Path.Combine(Root(), "manifests", "overlays", "admission-policy", "policy.yaml")));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task NewVersion_OfAManagedTarget_IsHeldAndMarked()
    {
        await CreateAsync(managed: true);

        var held = await ChangeAsync(each => Container(each)["image"] = "web:2", Jane);

        Assert.True((bool?)held["spec"]!["paused"]);
        Assert.Equal("policy", Mark(held));
        Assert.Equal("web:2", (string?)Container(held)["image"]);
    }

    [Fact]
    public async Task HeldTarget_ThatIsResumed_StaysHeldUnlessByTheAnalyzer()
    {
        await CreateAsync(managed: true);
        await ChangeAsync(each => Container(each)["image"] = "web:2", Jane);

        var kept = await ChangeAsync(each => each["spec"]!["paused"] = false, Jane);
        var resumed = await ReleaseAsync();

        Assert.True((bool?)kept["spec"]!["paused"]);
        Assert.NotEqual(true, (bool?)resumed["spec"]!["paused"]);
        Assert.Null(Mark(resumed));
    }

    [Fact]
    public async Task TemplateAnnotation_Removed_IsANewVersion()
    {
        await CreateAsync(managed: true);
        await ChangeAsync(each => Template(each)["annotations"] = new JsonObject { ["kubectl.kubernetes.io/restartedAt"] = "now", ["restartedAt"] = "a piece of the other" }, Jane);
        await ReleaseAsync();

        var held = await ChangeAsync(each => ((JsonObject)Template(each)["annotations"]!).Remove("restartedAt"), Jane);

        Assert.Equal("policy", Mark(held));
    }

    [Fact]
    public async Task TemplateAnnotation_WhoseNameIsAPieceOfARestarts_IsANewVersion()
    {
        await CreateAsync(managed: true);

        var held = await ChangeAsync(each => Template(each)["annotations"] = new JsonObject { ["restartedAt"] = "now" }, Jane);

        Assert.Equal("policy", Mark(held));
    }

    [Fact]
    public async Task TeamsOwnPause_Ended_IsHeldSinceItsTemplateWasNeverJudged()
    {
        await CreateAsync(managed: true);
        await ChangeAsync(each => Change(each, "paused-by-its-team"), Jane);

        var held = await ChangeAsync(each => each["spec"]!["paused"] = false, Jane);

        Assert.True((bool?)held["spec"]!["paused"]);
        Assert.Equal("policy", Mark(held));
    }

    [Fact]
    public async Task NewVersion_WithTheInstallationGone_RollsOut()
    {
        await CreateAsync(managed: true);
        await _server.Api.DeleteAsync(new("", "configmaps"), "canarymesh-system", "canarymesh", null, null, null, Jane, default);

        var stored = await ChangeAsync(each => Container(each)["image"] = "web:2", Jane);

        Assert.NotEqual(true, (bool?)stored["spec"]!["paused"]);
        Assert.Null(Mark(stored));
    }

    [Theory]
    [InlineData("unmanaged")]
    [InlineData("scaled")]
    [InlineData("restarted")]
    [InlineData("bypassed")]
    [InlineData("recreated")]
    [InlineData("none-ready")]
    [InlineData("paused-by-its-team")]
    public async Task Update_ThatIsNotToBeHeld_IsLeftAlone(string kind)
    {
        await CreateAsync(managed: kind != "unmanaged", ready: kind == "none-ready" ? 0 : 2);

        var stored = await ChangeAsync(each => Change(each, kind), Jane);

        Assert.Equal(kind == "paused-by-its-team", (bool?)stored["spec"]!["paused"] ?? false);
        Assert.Null(Mark(stored));
    }

    private static void Change(JsonObject deployment, string kind)
    {
        Container(deployment)["image"] = kind is "scaled" or "restarted" ? "web:1" : "web:2";
        var annotations = deployment["metadata"]!["annotations"]!;
        switch (kind)
        {
            case "scaled":
                deployment["spec"]!["replicas"] = 3;
                break;
            case "restarted":
                deployment["spec"]!["template"]!["metadata"]!["annotations"] = new JsonObject { ["kubectl.kubernetes.io/restartedAt"] = "now" };
                break;
            case "bypassed":
                annotations["canary.footanalytics.io/bypass"] = "an incident";
                break;
            case "recreated":
                deployment["spec"]!["strategy"] = new JsonObject { ["type"] = "Recreate" };
                break;
            case "paused-by-its-team":
                deployment["spec"]!["paused"] = true;
                break;
        }
    }

    private async Task CreateAsync(bool managed, int ready = 2)
    {
        var deployment = (JsonObject)JsonNode.Parse("""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","annotations":{"team":"shop"}},
             "spec":{"replicas":2,"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"app","image":"web:1"}]}}}}
            """)!;
        if (managed)
        {
            deployment["metadata"]!["annotations"]!["canary.footanalytics.io/managed"] = "true";
        }

        var made = await _server.Api.CreateAsync(Deployments, "default", deployment, Jane, default);
        made["status"] = new JsonObject { ["readyReplicas"] = ready, ["replicas"] = 2 };
        await _server.Api.UpdateAsync(Deployments, made, "status", Jane, default);
    }

    private async Task<JsonObject> ChangeAsync(Action<JsonObject> change, Identity who)
    {
        var current = (JsonObject)_server.Api.Get(Deployments, "default", "web")!.DeepClone();
        change(current);
        return await _server.Api.UpdateAsync(Deployments, current, null, who, default);
    }

    private Task<JsonObject> ReleaseAsync() => ChangeAsync(
        each =>
        {
            each["spec"]!["paused"] = false;
            ((JsonObject)each["metadata"]!["annotations"]!).Remove("canary.footanalytics.io/held");
        },
        Analyzer);

    private static JsonNode Template(JsonObject deployment) => deployment["spec"]!["template"]!["metadata"]!;

    private static JsonNode Container(JsonObject deployment) => deployment["spec"]!["template"]!["spec"]!["containers"]![0]!;

    private static string? Mark(JsonObject deployment) => (string?)deployment["metadata"]!["annotations"]?["canary.footanalytics.io/held"];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CanaryMesh.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}

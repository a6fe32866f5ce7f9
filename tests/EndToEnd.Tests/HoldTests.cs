using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Traps of the hold, each on real processes under load. Version 3 fails a fifth of its requests and is refused.</summary>
public sealed class HoldTests(ManagedWebFixture fixture) : IClassFixture<ManagedWebFixture>
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task RefusedVersion_ScaledToZeroAndUp_ThePrimarysVersionComesBack()
    {
        await RefuseAsync();
        await ScaleAsync(0);
        await ScaleAsync(2);

        var images = await ImagesAsync();
        Assert.Equal(2, images.Count);
        Assert.DoesNotContain("sample/web:3", images);
        await RevertAsync(images[0]);
    }

    [Fact]
    public async Task RefusedVersion_RevertedToThePrimary_IsNoLongerHeldAndRollsNothing()
    {
        var before = await PodsAsync();
        await RefuseAsync();
        await RevertAsync((await ImagesAsync())[0]);

        Assert.Equal(before, await PodsAsync());
        var status = await Web.Kubectl.TryAsync(CancellationToken.None, "rollout", "status", "deploy/web", "--timeout=20s");
        Assert.Equal(0, status.ExitCode);
    }

    [Fact]
    public async Task Put_ThatDropsEveryMark_KeepsThemAndRollsNothing()
    {
        var before = await PodsAsync();
        var deployment = await DeploymentAsync();
        Strip(deployment);

        var put = await PutAsync(deployment);

        Assert.Equal(0, put);
        var kept = await DeploymentAsync();
        Assert.Equal("true", (string?)kept["metadata"]!["annotations"]![AnnotationNames.Managed]);
        Assert.NotNull(kept["spec"]!["template"]!["metadata"]!["annotations"]![AnnotationNames.Plan]);
        Assert.Equal(AnnotationNames.Primary, (string?)kept["spec"]!["template"]!["metadata"]!["labels"]![AnnotationNames.Track]);
        Assert.Equal(before, await PodsAsync());
    }

    private ManagedWeb Web => fixture.Web;

    private async Task RefuseAsync()
    {
        await Web.SetVersionAsync("3", CancellationToken.None);
        await Eventually.TrueAsync(
            async () => (string?)(await CanaryAsync())["status"]?["phase"] == "Failed" && await IsHeldWithAsync("sample/web:3"), Within, "version 3 is refused", CancellationToken.None);
    }

    private async Task RevertAsync(string image)
    {
        await Web.Kubectl.RunAsync(CancellationToken.None, "set", "image", "deploy/web", $"web={image}");
        await Eventually.TrueAsync(
            async () => (await DeploymentAsync())["spec"]!["paused"] is null, Within, "the hold ends", CancellationToken.None);
        await Web.Kubectl.RunAsync(CancellationToken.None, "annotate", "canary/web", $"{AnnotationNames.Command}=retry:{Guid.NewGuid():n}", "--overwrite");
    }

    private async Task ScaleAsync(int replicas)
    {
        await Web.Kubectl.RunAsync(CancellationToken.None, "scale", "deploy/web", $"--replicas={replicas}");
        await Eventually.TrueAsync(async () => (await ImagesAsync()).Count == replicas, Within, $"{replicas} pods are ready", CancellationToken.None);
    }

    private async Task<bool> IsHeldWithAsync(string image)
    {
        var deployment = await DeploymentAsync();
        return (bool?)deployment["spec"]!["paused"] == true && (string?)deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] == image;
    }

    private async Task<int> PutAsync(JsonObject deployment)
    {
        var file = Path.Combine(Web.Cluster.Folder, "put.json");
        await File.WriteAllTextAsync(file, deployment.ToJsonString());
        return (await Web.Kubectl.TryAsync(CancellationToken.None, "replace", "-f", file)).ExitCode;
    }

    private static void Strip(JsonObject deployment)
    {
        deployment.Remove("status");
        deployment["metadata"]!.AsObject().Remove("managedFields");
        deployment["metadata"]!.AsObject().Remove("resourceVersion");
        deployment["metadata"]!["annotations"]!.AsObject().Remove(AnnotationNames.Managed);
        var template = deployment["spec"]!["template"]!["metadata"]!.AsObject();
        template.Remove("annotations");
        template["labels"]!.AsObject().Remove(AnnotationNames.Track);
    }

    private Task<JsonObject> CanaryAsync() => Web.Kubectl.GetAsync(CancellationToken.None, "canary", "web");

    private Task<JsonObject> DeploymentAsync() => Web.Kubectl.GetAsync(CancellationToken.None, "deploy", "web");

    private async Task<List<string>> PodsAsync() =>
        [.. (await ReadyAsync()).Select(pod => (string)pod["metadata"]!["name"]!).Order(StringComparer.Ordinal)];

    private async Task<List<string>> ImagesAsync() => [.. (await ReadyAsync()).Select(pod => (string)pod["spec"]!["containers"]![0]!["image"]!)];

    private async Task<IEnumerable<JsonObject>> ReadyAsync()
    {
        var pods = await Web.Kubectl.GetAsync(CancellationToken.None, "pods", "-l", "app=web");
        return pods["items"]!.AsArray().OfType<JsonObject>().Where(pod =>
            pod["metadata"]!["deletionTimestamp"] is null
            && pod["status"]?["conditions"]?.AsArray().Any(each => (string?)each!["type"] == "Ready" && (string?)each["status"] == "True") == true);
    }
}

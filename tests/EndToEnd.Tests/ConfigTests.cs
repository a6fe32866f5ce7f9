using System.Text.Json.Nodes;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Names;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>A ConfigMap or a pinned Secret changes and nothing else: that is a version like any other.</summary>
public sealed class ConfigTests : IAsyncLifetime
{
    private const string Used = """
        {"spec":{"template":{"spec":{
          "volumes":[{"name":"settings","configMap":{"name":"settings"}},{"name":"login","secret":{"secretName":"login"}},{"name":"free","secret":{"secretName":"free"}}],
          "containers":[{"name":"web","envFrom":[{"configMapRef":{"name":"settings"}}],
            "env":[{"name":"VERSION","valueFrom":{"configMapKeyRef":{"name":"settings","key":"VERSION"}}}],
            "volumeMounts":[{"name":"settings","mountPath":"/etc/settings"},{"name":"login","mountPath":"/etc/login/word","subPath":"word"},{"name":"free","mountPath":"/etc/free"}]}]}}}}
        """;

    private ManagedWeb? _web;

    private TrapTarget Target => new(_web ?? throw new InvalidOperationException("not started"));

    public async Task InitializeAsync()
    {
        _web = await SharedCluster.AddPlainAsync("config", plan => plan);
        await Target.RunAsync("create", "configmap", "settings", "--from-literal=VERSION=before", "--from-literal=ERROR_RATE=0");
        await Target.RunAsync("create", "secret", "generic", "login", "--from-literal=word=before");
        await Target.RunAsync("create", "secret", "generic", "free", "--from-literal=word=before");
        await Target.RunAsync("annotate", "secret", "login", $"{AnnotationNames.ConfigTracking}=pin");
        await Target.PatchAsync(Used);
        await _web.OnboardAsync(CancellationToken.None);
        await TrapsFixture.ShortenAsync(_web.Kubectl);
    }

    [Fact]
    public async Task ChangeOfAConfigMapAlone_IsJudged_RefusedWhenBad_PromotedWhenGood_AndNothingIsLost()
    {
        var before = await Target.RestAsync();
        var old = await SnapshotsOfPodsAsync();

        await ChangeAsync("bad", "0.6");
        await Target.PhaseAsync("Progressing");
        await Target.PhaseAsync("Failed");
        var restarted = (await Target.PodNamesAsync())[0];
        await Target.RunAsync("delete", "pod", restarted, "--wait=false");
        await Target.UntilAsync(async () => !(await Target.PodNamesAsync()).Contains(restarted) && (await SnapshotsOfPodsAsync()).Count == old.Count, "the pod is back");

        Assert.Equal([await SnapshotAsync("before")], old.Distinct());
        Assert.Equal(old, await SnapshotsOfPodsAsync());
        Assert.Equal("true", await Target.RunAsync("get", "deploy", "web", "-o", "jsonpath={.spec.paused}"));

        await ChangeAsync("good", "0");
        await Target.PhaseAsync("Succeeded");

        Assert.Equal([await SnapshotAsync("good")], (await SnapshotsOfPodsAsync()).Distinct());
        await ChangePinnedAsync();
        var after = _web!.Load.Counts.Snapshot();
        Assert.True(after.Of("bad").Failed > 0);
        Assert.True(after.Of("good").Answered > 0);
        Assert.Equal(after.Failed - before.Failed, after.Of("bad").Failed);
        await LeaveAsync();
        Target.NothingLostSince(before);
    }

    /// <summary>The pods take the new word with the version that is promoted, and the one that is not pinned is nobody's version.</summary>
    private async Task ChangePinnedAsync()
    {
        var before = await PinnedOfPodsAsync();
        await Target.RunAsync("patch", "secret", "free", "--type=merge", "-p", """{"stringData":{"word":"after"}}""");
        await Target.RunAsync("patch", "secret", "login", "--type=merge", "-p", """{"stringData":{"word":"after"}}""");
        await Target.PhaseAsync("Progressing");
        Assert.Equal(before, await PinnedOfPodsAsync());
        await Target.PhaseAsync("Succeeded");

        var pinned = Assert.Single((await PinnedOfPodsAsync()).Distinct());
        var snapshot = await _web!.Kubectl.GetAsync(CancellationToken.None, "secret", pinned);
        Assert.DoesNotContain(pinned, before);
        Assert.Equal((true, "YWZ0ZXI=", "ConfigMap"), ((bool?)snapshot["immutable"], (string?)snapshot["data"]!["word"], (string?)snapshot["metadata"]!["ownerReferences"]![0]!["kind"]));
        Assert.DoesNotContain("YWZ0ZXI=", (await _web.Kubectl.GetAsync(CancellationToken.None, "canaries,events,configmaps")).ToJsonString(), StringComparison.Ordinal);
    }

    private async Task<List<string>> PinnedOfPodsAsync()
    {
        var pods = await ReadyPodsAsync();
        return [.. pods.Select(pod => Assert.Single(ConfigReferences.Secrets(pod), each => each.Name.StartsWith("login", StringComparison.Ordinal)).Name)];
    }

    private async Task LeaveAsync()
    {
        await Target.RunAsync("annotate", "deploy/web", $"{AnnotationNames.Enabled}-");
        await Target.UntilAsync(async () => (await Target.RunAsync("get", "canary", "-o", "name")).Length == 0, "the app has left");

        Assert.All(await SnapshotsOfPodsAsync(), name => Assert.Equal("settings", name));
        Assert.All(await SnapshotOwnersAsync(), kind => Assert.Equal("ReplicaSet", kind));
        await UndoAsync();
    }

    /// <summary>To the version that was judged: its pods start with the content that it had, although nothing of ours watches over it any more.</summary>
    private async Task UndoAsync()
    {
        var good = await SnapshotAsync("good", "ReplicaSet");
        await Target.RunAsync("rollout", "undo", "deploy/web");

        await Target.UntilAsync(async () => await SnapshotsOfPodsAsync() is { Count: > 0 } used && used.All(each => each == good), "the pods use the content of the judged version");
    }

    private async Task<List<string?>> SnapshotOwnersAsync()
    {
        var all = await _web!.Kubectl.GetAsync(CancellationToken.None, "configmaps");
        return [.. all["items"]!.AsArray().OfType<JsonObject>().Where(each => (bool?)each["immutable"] == true)
            .SelectMany(each => each["metadata"]!["ownerReferences"]!.AsArray(), (_, owner) => (string?)owner!["kind"])];
    }

    public async Task DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.DisposeAsync();
        }
    }

    private Task<string> ChangeAsync(string version, string errors) =>
        Target.RunAsync("patch", "configmap", "settings", "--type=merge", "-p", $$$"""{"data":{"VERSION":"{{{version}}}","ERROR_RATE":"{{{errors}}}"}}""");

    /// <summary>Of the immutable copy that holds this version.</summary>
    private async Task<string?> SnapshotAsync(string version, string owner = "Deployment")
    {
        var all = await _web!.Kubectl.GetAsync(CancellationToken.None, "configmaps");
        var found = Assert.Single(all["items"]!.AsArray().OfType<JsonObject>(), each => (bool?)each["immutable"] == true && (string?)each["data"]!["VERSION"] == version);
        Assert.Equal(ConfigKeys.Snapshot("settings", ConfigContent.Hash(found)), (string?)found["metadata"]!["name"]);
        Assert.Equal(owner, (string?)found["metadata"]!["ownerReferences"]![0]!["kind"]);
        return (string?)found["metadata"]!["name"];
    }

    /// <summary>What each of the primary's ready pods mounts and reads its environment from.</summary>
    private async Task<List<string>> SnapshotsOfPodsAsync() => [.. (await ReadyPodsAsync()).Select(OnlyName)];

    private async Task<List<JsonObject>> ReadyPodsAsync()
    {
        var pods = await _web!.Kubectl.GetAsync(CancellationToken.None, "pods", "-l", "app=web");
        var ready = await Target.PodNamesAsync();
        return [.. pods["items"]!.AsArray().OfType<JsonObject>().Where(pod => ready.Contains((string)pod["metadata"]!["name"]!))];
    }

    private static string OnlyName(JsonObject pod) => Assert.Single(ConfigReferences.Of(pod)).Name;
}

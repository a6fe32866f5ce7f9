using CanaryMesh.EndToEnd.Tests.Phases;

namespace CanaryMesh.EndToEnd.Tests.Leaving;

/// <summary>The other ways to leave: a team's own Canary is deleted, or the whole namespace is.</summary>
public sealed class CanaryDeletedTests
{
    [Fact]
    public Task CanaryAndNamespace_Deleted_LeaveNothingOfOursAndNothingHangs() => Task.WhenAll(DeleteCanaryAsync(), DeleteNamespaceAsync());

    private static async Task DeleteCanaryAsync()
    {
        await using var app = await PhasedApp.StartAsync("leaving-own");
        await app.OnboardByCanaryAsync();
        await app.Target.RunAsync("delete", "canary", "web", $"--timeout={PhasedApp.Within.TotalSeconds:0}s");
        await app.GoneAsync();

        Assert.Equal("", app.Faults());
        Assert.Equal(app.Written, await WrittenObjects.ReadAsync(app.Target.Web.Kubectl));
        Assert.Equal([], await WrittenObjects.OursAsync(app.Target.Web.Kubectl));
    }

    private static async Task DeleteNamespaceAsync()
    {
        await using var app = await PhasedApp.StartAsync("leaving-whole");
        await app.TryAsync("sample/web:6");
        await app.ServesItsShareAsync();
        await app.Target.Web.Load.StopAsync();
        await app.Target.RunAsync("delete", "namespace", app.Target.Web.Kubectl.Namespace!, "--wait=false");

        await PhasedApp.UntilAsync("the namespace is gone", async () =>
            (await app.Target.RunAsync("get", "namespace", app.Target.Web.Kubectl.Namespace!, "--ignore-not-found", "-o", "name")).Length == 0);
    }
}

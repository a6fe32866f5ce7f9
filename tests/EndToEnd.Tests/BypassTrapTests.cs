using CanaryMesh.Api.Names;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Updates that come while the hold is away.</summary>
public sealed class BypassTrapTests(BypassFixture fixture) : IClassFixture<BypassFixture>
{
    [Fact]
    public async Task Update_PastADeletedHold_IsPausedByTheAnalyzerWhichSaysSo()
    {
        var before = await Target.RestAsync();
        await Target.RunAsync("delete", "mutatingwebhookconfiguration", "zz-canarymesh");
        await Target.SetImageAsync("sample/web:6");
        await Target.UntilAsync(async () => await Target.HeldImageAsync() == "sample/web:6", "the analyzer pauses the target");
        await Target.UntilAsync(() => SaidAsync("was not held by the webhook"), "the bypass is said");
        await Target.Web.Canary.UntilAsync(canary => canary.ServesItsWeight, TrapTarget.Within, "version 6 is on trial", CancellationToken.None);
        Assert.DoesNotContain("sample/web:6", await Target.ImagesAsync());
        await Target.PromotedAsync("sample/web:6");
        Target.NothingLostSince(before);

        await ResumePastTheHoldAsync();
        await RestoreAsync();
        Target.NothingLostSince(before);
    }

    [Fact]
    public async Task Update_WhileNoWebhookRuns_IsRefusedAndHeldOnceItIsBack()
    {
        var before = await Target.RestAsync();
        var (images, hold) = (await Target.ImagesAsync(), "hold.canary.footanalytics.io");
        await ScaleWebhookAsync(0);
        var refused = await Target.TryAsync("set", "image", "deploy/web", "web=sample/web:8");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(hold, refused.Errors, StringComparison.Ordinal);
        Assert.Equal(images, await Target.ImagesAsync());
        await ScaleWebhookAsync(1);
        await HeldAgainAsync("sample/web:8");
        await Target.PromotedAsync("sample/web:8");
        Target.NothingLostSince(before);
    }

    private TrapTarget Target => fixture.Target;

    private async Task ResumePastTheHoldAsync()
    {
        await Target.RestAsync();
        await Target.SetIntervalAsync("60s");
        await Target.SetImageAsync("sample/web:7");
        await Target.Web.Canary.UntilAsync(canary => canary.ServesItsWeight, TrapTarget.Within, "version 7 is on trial", CancellationToken.None);
        await Target.RunAsync("rollout", "resume", "deploy/web");
        await Target.UntilAsync(async () => await Target.HeldImageAsync() == "sample/web:7", "the analyzer pauses the target again");
        await Target.UntilAsync(() => SaidAsync("was resumed past the webhook"), "the resume is said");
        await Target.SetIntervalAsync("2s");
        await Target.PromotedAsync("sample/web:7");
    }

    private async Task RestoreAsync()
    {
        await Target.RunAsync("apply", "-k", Path.Combine(Target.Web.Cluster.Folder, "overlay"));
        await Target.RestAsync();
        await HeldAgainAsync("sample/web:9");
        await Target.PromotedAsync("sample/web:9");
    }

    // Refused until the API server trusts the webhook; the first update that is taken is held in its own answer.
    private async Task HeldAgainAsync(string image)
    {
        var paused = "";
        await Target.UntilAsync(
            async () =>
            {
                var update = await Target.TryAsync("set", "image", "deploy/web", $"web={image}", "-o", "jsonpath={.spec.paused}");
                paused = update.Output;
                return update.ExitCode == 0;
            },
            $"{image} is taken");
        Assert.Equal("true", paused);
    }

    private async Task ScaleWebhookAsync(int replicas)
    {
        await Target.RunAsync("-n", Installation.Namespace, "scale", $"deploy/{Installation.Webhook}", $"--replicas={replicas}");
        // A webhook that is being stopped still answers.
        await Target.UntilAsync(
            async () => (await Target.RunAsync("-n", Installation.Namespace, "get", "pods", "-o", "name")).Split(Installation.Webhook).Length - 1 == replicas, $"{replicas} webhooks are there");
    }

    private async Task<bool> SaidAsync(string words) =>
        (await Target.RunAsync("get", "events", "-o", "jsonpath={.items[*].message}")).Contains(words, StringComparison.Ordinal);
}

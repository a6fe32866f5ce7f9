using System.Text.Json.Nodes;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Updates that arrive together, or in the middle of another.</summary>
public sealed class SizeTrapTests(TrapsFixture fixture) : IClassFixture<TrapsFixture>
{
    [Fact]
    public async Task ScaleAndTemplate_InOneUpdate_IsHeldAndScaledWithThePrimarysVersion()
    {
        var before = await Target.RestAsync();
        var serving = (await Target.ImagesAsync())[0];
        await Target.PatchAsync("""{"spec":{"replicas":3,"template":{"spec":{"containers":[{"name":"web","image":"sample/web:5"}]}}}}""");
        Assert.Equal("sample/web:5", await Target.HeldImageAsync());
        await Target.UntilAsync(async () => (await Target.ImagesAsync()).Count == 3, "three pods are ready");

        Assert.All(await Target.ImagesAsync(), image => Assert.Equal(serving, image));
        await Target.RefusedAsync("sample/web:5");
        Assert.All(await Target.ImagesAsync(), image => Assert.Equal(serving, image));
        await Target.RunAsync("scale", "deploy/web", "--replicas=2");
        await Target.RestAsync();
        Target.NothingLostSince(before);
    }

    [Fact]
    public async Task Template_ChangedDuringAPromotion_IsSettledThenTried()
    {
        var before = await Target.RestAsync();
        await Target.SetImageAsync("sample/web:11");
        await Target.PhaseAsync("Promoting");
        await Target.UntilAsync(async () => await LiveAsync() == 2, "two ReplicaSets are live");
        Target.Web.Canary.Weights.Clear();
        await Target.SetImageAsync("sample/web:12");
        Assert.Equal("sample/web:12", await Target.HeldImageAsync());
        await Target.Web.Canary.UntilAsync(canary => canary.ServesItsWeight, TrapTarget.Within, "version 12 is on trial", CancellationToken.None);

        Assert.Equal(1, await LiveAsync());
        Assert.DoesNotContain("sample/web:12", await Target.ImagesAsync());
        await Target.PromotedAsync("sample/web:12");
        Target.NothingLostSince(before);
    }

    [Fact]
    public async Task TemplateAndScale_DuringAPromotion_EndsInTheLastSizeAndOnlyJudgedVersionsServe()
    {
        var before = await Target.RestAsync();
        await Target.SetImageAsync("sample/web:14");
        await Target.PhaseAsync("Promoting");
        await Target.UntilAsync(async () => await LiveAsync() == 2, "two ReplicaSets are live");
        Target.Web.Canary.Weights.Clear();
        await ScaleAsync(4);
        await Target.SetImageAsync("sample/web:15");
        Assert.Equal("sample/web:15", await Target.HeldImageAsync());
        await ScaleAsync(3);
        await Target.Web.Canary.UntilAsync(canary => canary.ServesItsWeight, TrapTarget.Within, "version 15 is on trial", CancellationToken.None);

        Assert.Equal(1, await LiveAsync());
        Assert.DoesNotContain("sample/web:15", await Target.ImagesAsync());
        await Target.PromotedAsync("sample/web:15");
        await Target.UntilAsync(async () => (await Target.ImagesAsync()).Count == 3, "three pods are ready");
        await ScaleAsync(2);
        await Target.RestAsync();
        Target.NothingLostSince(before);
    }

    private TrapTarget Target => fixture.Target;

    private Task<string> ScaleAsync(int replicas) => Target.RunAsync("scale", "deploy/web", $"--replicas={replicas}");

    private async Task<int> LiveAsync()
    {
        var sets = await Target.Web.Kubectl.GetAsync(CancellationToken.None, "rs");
        return sets["items"]!.AsArray().OfType<JsonObject>().Count(set =>
            (int)set["spec"]!["replicas"]! > 0 && (string?)set["metadata"]!["ownerReferences"]?[0]?["name"] == "web");
    }
}

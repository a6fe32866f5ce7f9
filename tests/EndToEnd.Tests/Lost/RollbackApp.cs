using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>Struck when a bad version has just been refused and a stream still keeps its copy; ends held, without the copy.</summary>
internal sealed class RollbackApp(ManagedWeb web) : PhaseApp(web)
{
    private const string Version = "3";
    private const string Image = $"sample/web:{Version}";
    private OpenStream? _stream;

    public override bool SeemsThere => _stream is not null && Web.Canary.Current is { Phase: "Failed", Weight: 0 };

    public override async Task<bool> IsThereAsync() => SeemsThere && await Target.HasCopyAsync();

    public override void LetGo() => Interlocked.Exchange(ref _stream, null)?.Dispose();

    protected override async Task StartAsync(int round)
    {
        var service = await Web.Kubectl.GetAsync(CancellationToken.None, "service", "web");
        await Target.SetNewAsync(Image, $"round-{round}");
        // It is ejected soon after its first requests: whoever wants a stream of it must be there before.
        _stream = await OpenStream.ToAsync(new Uri($"http://{service["spec"]!["clusterIP"]}"), Version, Within, CancellationToken.None);
    }

    protected override async Task EndsAsync()
    {
        var served = (await Target.ImagesAsync())[0];
        await UntilAsync(
            async () => Web.Canary.Current.Phase == "Failed" && await Target.HeldImageAsync() == Image && !await Target.HasCopyAsync(), $"{Image} is refused");
        Assert.NotEqual(Image, served);
        Assert.All(await Target.ImagesAsync(), each => Assert.Equal(served, each));
    }
}

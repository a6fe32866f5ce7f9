using CanaryMesh.Api.Names;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>Struck when a bad version has just been refused and a stream still keeps its copy; ends held, without the copy.</summary>
internal sealed class RollbackApp(ManagedWeb web) : PhaseApp(web)
{
    private const string Version = "3";
    private const string Image = $"sample/web:{Version}";
    private const int Tries = 4;
    private OpenStream? _stream;

    public override bool SeemsThere => _stream is not null && Web.Canary.Current is { Phase: "Failed", Weight: 0 };

    public override async Task<bool> IsThereAsync() => SeemsThere && await Target.HasCopyAsync();

    public override void LetGo() => Interlocked.Exchange(ref _stream, null)?.Dispose();

    // It is ejected soon after its first requests: whoever wants a stream of it must be there before, and on a slow machine is not every time.
    protected override async Task StartAsync(int round)
    {
        for (var tries = 1; _stream is null; tries++)
        {
            if (tries > Tries)
            {
                throw new MissedException($"{Name}: refused before it streamed, {Tries} times");
            }
            _stream = await TryAsync($"round-{round}-{tries}");
        }
    }

    private async Task<OpenStream?> TryAsync(string mark)
    {
        var service = await Web.Kubectl.GetAsync(CancellationToken.None, "service", "web");
        // Compared with the primary it would be back before anybody could open a stream to it.
        await Target.RunAsync("annotate", "deploy/web", "--overwrite", $"{AnnotationNames.Judge}=off");
        await Target.SetNewAsync(Image, mark);
        await Web.Canary.UntilAsync(canary => canary is { Phase: "Progressing", Weight: > 0 }, Within, $"{Name}: the bad version is asked for", CancellationToken.None);
        return await OpenStream.ToAsync(
            new Uri($"http://{service["spec"]!["clusterIP"]}"), Version, () => Web.Canary.Current.Phase == "Failed", Within, CancellationToken.None);
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

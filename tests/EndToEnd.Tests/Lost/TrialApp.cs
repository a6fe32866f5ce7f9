using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>Struck while a good version serves its share; ends with that version promoted.</summary>
internal class TrialApp(ManagedWeb web) : PhaseApp(web)
{
    // Versions 3 to 5 misbehave, and version 1 is the first.
    private const int FirstVersion = 6;
    private string _image = "";

    public override bool SeemsThere => Web.Canary.Current.ServesItsWeight;

    // The step to the next share may have begun since the last look: with a share of its own it is on trial all the same.
    public override bool WasStruck => Web.Canary.Current is { Phase: "Progressing", AppliedWeight: > 0 };

    // Between two steps nothing serves its share yet.
    public override bool HasMovedOn => Web.Canary.Current.Phase == "Succeeded" && Web.Canary.Weights.Steps.Count > 0;

    public override Task<bool> IsThereAsync() => Task.FromResult(SeemsThere);

    protected override Task StartAsync(int round)
    {
        Web.Canary.Weights.Clear();
        return Target.SetImageAsync(_image = $"sample/web:{FirstVersion + round}");
    }

    protected override async Task EndsAsync()
    {
        await UntilAsync(
            async () => Web.Canary.Current is { Phase: "Succeeded", Reason: "Promoted" or "PodsNotInjected" } && await Target.HeldImageAsync() is null && !await Target.HasCopyAsync(),
            $"{_image} is promoted");
        Assert.All(await Target.ImagesAsync(), each => Assert.Equal(_image, each));
    }
}

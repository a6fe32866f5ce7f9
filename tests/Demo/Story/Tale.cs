namespace CanaryMesh.Demo.Story;

/// <summary>The whole story: a good version, then a bad one.</summary>
internal static class Tale
{
    public const string Good = "2";
    public const string Bad = "3";
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);

    public static async Task<(TrialResult Good, TrialResult Bad)> TellAsync(Stage stage, Action<TrialResult> promoted, CancellationToken cancel)
    {
        await Task.Delay(Calm, stage.Clock, cancel);
        stage.Chronicle.End("before", stage.Load.Counts.Snapshot());
        await Onboarding.PlayAsync(stage, cancel);

        stage.Chronicle.Begin($"version {Good} is good");
        var good = await Trial.PlayAsync(stage, Good, "Succeeded", cancel);
        promoted(good);
        stage.Chronicle.Promote(Good);
        await Task.Delay(Calm, stage.Clock, cancel);
        stage.Chronicle.End("good version", stage.Load.Counts.Snapshot());

        stage.Chronicle.Begin($"version {Bad} fails a fifth of its requests");
        var bad = await Trial.PlayAsync(stage, Bad, "Failed", cancel);
        stage.Chronicle.Note($"rolled back: {bad.Reason}");
        await Task.Delay(Calm, stage.Clock, cancel);
        stage.Chronicle.End("bad version", stage.Load.Counts.Snapshot());
        stage.Chronicle.Begin("told");
        return (good, bad);
    }
}

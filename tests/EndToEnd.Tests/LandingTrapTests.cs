using System.Diagnostics;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>A template that lands in the very moment of another's promotion: between the look that hashed it and the resume, or just beside it.</summary>
public sealed class LandingTrapTests(TrapsFixture fixture) : IClassFixture<TrapsFixture>
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(40);
    private static readonly int[] Offsets = [-3, -2, -1, 0, 0, 1, 2, 3, 5, 8];

    [Fact]
    public async Task Template_LandingAtThePromotionOfAnother_IsNeverServedBeforeItsOwnTrial()
    {
        var before = await Target.RestAsync();
        await Target.SetIntervalAsync("1s");
        await using var versions = new RolledVersions(Target.Web.Kubectl);
        await Target.UntilAsync(() => Task.FromResult(versions.Promoted > 0), "the record was read");
        var last = versions.Moment.Trial;
        var takes = await LandAsync(0);
        for (var round = 0; round < Offsets.Length; round++)
        {
            var over = await LookedAtAsync(versions, last);
            last = versions.Moment.Trial;
            await UntilAsync(over + (Offsets[round] * Step) - takes);
            takes = await LandAsync(round + 1);
        }
        await Target.PromotedAsync("sample/web:6");
        await Target.UntilAsync(() => Task.FromResult(versions.Moment.Trial != last), "the last version was tried");

        Assert.Empty(versions.Unjudged);
        Assert.Equal("Promoted", (await Target.CanaryAsync()).Reason);
        Target.NothingLostSince(before);
    }

    private TrapTarget Target => fixture.Target;

    private async Task<TimeSpan> LandAsync(int round)
    {
        var watch = Stopwatch.StartNew();
        await Target.SetNewAsync("sample/web:6", $"landing-{round}");
        return watch.Elapsed;
    }

    private async Task<DateTimeOffset> LookedAtAsync(RolledVersions versions, string? last)
    {
        DateTimeOffset? over = null;
        await Target.UntilAsync(
            () => Task.FromResult(versions.Moment is { IsLookedAt: true, Over: not null } moment && moment.Trial != last && (over = moment.Over) is not null), "the next version is looked at");
        return over!.Value;
    }

    // The moment is what is tried here; nothing depends on its being met.
    private static async Task UntilAsync(DateTimeOffset moment)
    {
        if (moment - DateTimeOffset.UtcNow is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left);
        }
    }
}

using CanaryMesh.Cli.Adoption;
using CanaryMesh.Cli.Tests.Support;

namespace CanaryMesh.Cli.Tests.Adoption;

public sealed class AdoptionRunTests
{
    private readonly JumpingTime _clock = new();

    [Fact]
    public async Task Run_KeepsThePrimaryForTheWholeDrainTime()
    {
        var source = new Script(_clock, Left.Moved);

        var report = await RunAsync(source, TimeSpan.FromSeconds(60));

        Assert.True(source.FirstStepAfter >= TimeSpan.FromSeconds(20), $"{source.FirstStepAfter}");
        Assert.NotEmpty(report.Touched);
    }

    [Fact]
    public async Task Run_WhosePodsDoNotGetReady_EndsWithThePrimaryServing()
    {
        var report = await RunAsync(new Script(_clock, Left.Facts with { Target = Left.Deployment("api", "api", 3, 1) }), TimeSpan.FromSeconds(5));

        Assert.Equal((6, 0), (report.ExitCode, report.Touched.Count));
        Assert.Contains("wait until 3 pods of api are ready; the primary still serves", report.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithSomethingInTheWay_TouchesNothing()
    {
        var source = new Script(_clock, Left.Facts with { Controllers = [Left.Controller(1)] });

        Assert.Equal(5, (await RunAsync(source, TimeSpan.FromSeconds(5))).ExitCode);
        Assert.Null(source.FirstStepAfter);
    }

    private async Task<AdoptionReport> RunAsync(Script source, TimeSpan patience)
    {
        var run = new AdoptionRun(source, _ => { }, _clock).RunAsync(patience, TimeSpan.FromSeconds(20), CancellationToken.None);
        return await run.WaitAsync(TimeSpan.FromSeconds(30));
    }

    // After its first write the world is as Flagger never was there.
    private sealed class Script(JumpingTime clock, AdoptionFacts facts) : IAdoptionSource
    {
        private readonly DateTimeOffset _start = clock.GetUtcNow();

        public TimeSpan? FirstStepAfter { get; private set; }

        public Task<Answer<AdoptionFacts>> LookAsync(CancellationToken stop) => Task.FromResult(Answer<AdoptionFacts>.Of(FirstStepAfter is null
            ? facts
            : new AdoptionFacts { Canary = Left.Parse("""{"metadata":{"name":"api"},"spec":{}}"""), Target = facts.Target }));

        public Task<Answer<AdoptionStep>> TakeAsync(AdoptionStep step, CancellationToken stop)
        {
            FirstStepAfter ??= clock.GetUtcNow() - _start;
            return Task.FromResult(Answer<AdoptionStep>.Of(step));
        }
    }
}

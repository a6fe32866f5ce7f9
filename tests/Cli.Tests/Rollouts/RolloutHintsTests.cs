using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Cli.Rollouts;
using CanaryMesh.Cli.Tests.Support;

namespace CanaryMesh.Cli.Tests.Rollouts;

public class RolloutHintsTests
{
    private static readonly CanaryStatus Quiet = new() { Phase = CanaryPhase.Succeeded, ObservedGeneration = 4 };

    [Fact]
    public void Hints_OfAQuietRollout_AreNone() => Assert.Empty(RolloutHints.Of(Some.Canary(Quiet)));

    [Fact]
    public void Hints_OfAnUnhandledChange_SaySo() => AssertHint("not been handled", Quiet with { ObservedGeneration = 3 });

    [Fact]
    public void Hints_OfAWeightNotSeenYet_NameBoth() => AssertHint("20 % are asked for and 10 %", Quiet with { CanaryWeight = 20, AppliedWeight = 10 });

    [Fact]
    public void Hints_OfASuspendedRollout_SaySo()
    {
        var canary = Some.Canary(Quiet);

        Assert.Contains("suspended", RolloutHints.Of(canary with { Spec = canary.Spec! with { Suspend = true } }).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Hints_WithoutTraffic_SayWhatToDo() => AssertHint("load tester", Quiet with { Reason = "NoTraffic" });

    [Theory]
    [InlineData(CanaryPhase.Waiting, "promote api")]
    [InlineData(CanaryPhase.Progressing, "abort api")]
    [InlineData(CanaryPhase.WaitingPromotion, "promote api")]
    [InlineData(CanaryPhase.Failed, "retry api")]
    public void Hints_OfAPhaseThatAPersonCanEnd_NameTheCommand(CanaryPhase phase, string command) =>
        AssertHint("kubectl canary " + command, Quiet with { Phase = phase });

    private static void AssertHint(string part, CanaryStatus status) =>
        Assert.Contains(part, RolloutHints.Of(Some.Canary(status)).Single(), StringComparison.Ordinal);
}

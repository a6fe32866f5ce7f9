using CanaryMesh.Analyzer.Rollouts;
using FsCheck.Xunit;

namespace CanaryMesh.Analyzer.Core.Tests.Simulation;

/// <summary>A tick can be cut off anywhere: what follows still comes to the right end. Each byte of a script is one tick: where it is cut
/// off, and how much time passes.</summary>
public class RolloutProperties
{
    private const int Uncut = 7;
    private static readonly string[] Versions = ["v1:good-a", "v1:bad-a", "v1:dull-a", "v1:good-b", "v1:bad-b", SimulatedCluster.First];

    [Property(MaxTest = 300)]
    public void Onboarding_CutOffAnywhere_Ends(byte[] script)
    {
        var cluster = new SimulatedCluster();

        Play(cluster, script);

        Assert.True(cluster.RunUntil(each => each.Recorded.Phase is RolloutPhase.Initialized));
        Assert.Equal([SimulatedCluster.First], cluster.Recorded.Promoted);
    }

    [Property(MaxTest = 300)]
    public void GoodVersion_CutOffAnywhere_Succeeds(byte[] script)
    {
        var cluster = Onboarded();
        cluster.Target.Apply("v1:good-a", isHeld: true);

        Play(cluster, script);

        Assert.True(cluster.RunUntil(IsOver), $"{cluster.Recorded}");
        Assert.Equal((RolloutPhase.Succeeded, "v1:good-a"), (cluster.Recorded.Phase, cluster.Recorded.LastPromoted));
        Assert.True(cluster.Target.IsSettled);
        Assert.Equal("v1:good-a", cluster.Target.Template);
    }

    [Property(MaxTest = 300)]
    public void BadVersion_CutOffAnywhere_FailsAndIsNeverResumed(byte[] script)
    {
        var cluster = Onboarded();
        cluster.Target.Apply("v1:bad-a", isHeld: true);

        Play(cluster, script);

        Assert.True(cluster.RunUntil(IsOver), $"{cluster.Recorded}");
        Assert.Equal((RolloutPhase.Failed, "v1:bad-a"), (cluster.Recorded.Phase, cluster.Recorded.Refused));
        Assert.True(cluster.Target.Paused);
        Assert.True(cluster.Target.Marked || cluster.Now - cluster.Recorded.PhaseSince >= TimeSpan.FromMinutes(10));
        Assert.Empty(cluster.Resumed);
    }

    [Property(MaxTest = 200)]
    public void VersionWithoutData_CutOffAnywhere_StaysOnTrial(byte[] script)
    {
        var cluster = Onboarded();
        cluster.Target.Apply("v1:dull-a", isHeld: true);

        Play(cluster, script);

        Assert.False(cluster.RunUntil(IsOver, ticks: 200));
        Assert.Equal((RolloutPhase.Progressing, 10), (cluster.Recorded.Phase, cluster.Recorded.Weight));
        Assert.Empty(cluster.Resumed);
    }

    [Property(MaxTest = 500)]
    public void AnyHistory_OfHeldVersions_EndsRightForTheLast(byte[] script) => Live(script, isBypassed: false);

    [Property(MaxTest = 500)]
    public void AnyHistory_WithTheWebhookBypassed_EndsRightForTheLast(byte[] script) => Live(script, isBypassed: true);

    private static void Live(byte[] script, bool isBypassed)
    {
        var cluster = Onboarded();
        foreach (var step in script)
        {
            Happen(cluster, step, isBypassed);
            cluster.Tick(Cut(step));
            cluster.Pass(Time(step));
        }

        var end = cluster.Target.Template;
        var ended = cluster.RunUntil(IsOver);

        Assert.True(ended || end.Contains("dull", StringComparison.Ordinal), $"{end}: {cluster.Recorded}");
        Assert.Equal(1, cluster.Target.LiveVersions);
        Assert.True(cluster.Recorded.Phase is not RolloutPhase.Succeeded || cluster.Recorded.LastPromoted == end, $"{end}: {cluster.Recorded}");
    }

    // Now and then the team applies, or a person commands.
    private static void Happen(SimulatedCluster cluster, byte step, bool isBypassed)
    {
        if (step % 5 == 0)
        {
            cluster.Target.Apply(Versions[step / 5 % Versions.Length], isHeld: !isBypassed || step % 2 == 0);
        }
        else if (step % 11 == 0)
        {
            cluster.Order((CommandVerb)(step / 11 % 3));
        }
    }

    private static SimulatedCluster Onboarded()
    {
        var cluster = new SimulatedCluster();
        Assert.True(cluster.RunUntil(each => each.Recorded.Phase is RolloutPhase.Initialized));
        return cluster;
    }

    private static void Play(SimulatedCluster cluster, byte[] script)
    {
        foreach (var step in script)
        {
            cluster.Tick(Cut(step));
            cluster.Pass(Time(step));
        }
    }

    private static int? Cut(byte step) => step % 8 == Uncut ? null : step % 8;

    private static TimeSpan Time(byte step) => TimeSpan.FromSeconds(step / 8);

    // The mark of a tick that was cut off is set later, and stands ten minutes.
    private static bool IsTold(SimulatedCluster cluster) => cluster.Target.Marked || cluster.Now - cluster.Recorded.PhaseSince >= TimeSpan.FromMinutes(10);

    private static bool IsOver(SimulatedCluster cluster) => !cluster.HasCopy && cluster.Recorded.Phase switch
    {
        RolloutPhase.Succeeded or RolloutPhase.Initialized => cluster.Target.IsSettled && cluster.Recorded.LastPromoted == cluster.Target.Template,
        RolloutPhase.Failed => cluster.Target.Paused && cluster.Recorded.Refused == cluster.Target.Template && IsTold(cluster),
        _ => false,
    };
}

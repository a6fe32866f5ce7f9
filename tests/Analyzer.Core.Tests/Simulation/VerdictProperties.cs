using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using FsCheck.Xunit;

namespace CanaryMesh.Analyzer.Core.Tests.Simulation;

/// <summary>Whatever the looks at one version find, in any order: what is counted decides, and the share rises after a passed look alone, an
/// interval after it rose before. A byte of a script is one look and one tick: two bits are the verdict, three whether the tick is cut off, three
/// after which action.</summary>
public class VerdictProperties
{
    private const int MostLooks = 30;
    private const int MostCut = 300;
    private const int Passes = 5;

    [Property(MaxTest = 300)]
    public void AnyVerdicts_EndAsTheirNumbersSay(byte[] script)
    {
        var (cluster, looks) = Played(script, isCut: false);

        var isRefused = looks.Count(verdict => verdict is Verdict.Failed) >= Some.Spec.Threshold;
        Assert.Equal(isRefused ? RolloutPhase.Failed : RolloutPhase.Succeeded, cluster.Recorded.Phase);
        Assert.True(isRefused || looks.Count(verdict => verdict is Verdict.Passed) >= Passes, string.Join(' ', looks));
        Assert.Equal(isRefused ? [] : ["v1:dull-a"], cluster.Resumed);
    }

    [Property(MaxTest = 300)]
    public void AnyVerdicts_CutOffAnywhere_EndRight(byte[] script)
    {
        var (cluster, looks) = Played(script, isCut: true);

        var (needed, verdict) = cluster.Recorded.Phase is RolloutPhase.Failed ? (Some.Spec.Threshold, Verdict.Failed) : (Passes, Verdict.Passed);
        Assert.True(looks.Count(look => look == verdict) >= needed, $"{cluster.Recorded.Phase} after {string.Join(' ', looks)}");
        Assert.True(cluster.Recorded.Phase is RolloutPhase.Succeeded ? cluster.Target.IsSettled : cluster.Target.Paused && cluster.Resumed.Count == 0);
    }

    private static (SimulatedCluster Cluster, List<Verdict> Looks) Played(byte[] script, bool isCut)
    {
        var looks = new List<Verdict>();
        var cluster = new SimulatedCluster { Look = () => Next(script, looks) };
        Assert.True(cluster.RunUntil(each => each.Recorded.Phase is RolloutPhase.Initialized));
        cluster.Target.Apply("v1:dull-a", isHeld: true);
        (int Weight, DateTimeOffset At) last = (0, cluster.Now);
        for (var tick = 0; tick < 900 && !IsOver(cluster); tick++)
        {
            var known = looks.Count;
            cluster.Tick(isCut && script.Length > 0 && tick < MostCut ? Cut(script[tick % script.Length]) : null);
            last = Risen(cluster, last, looks.Skip(known));
            cluster.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.True(IsOver(cluster), $"{cluster.Recorded}");
        return (cluster, looks);
    }

    private static (int Weight, DateTimeOffset At) Risen(SimulatedCluster cluster, (int Weight, DateTimeOffset At) last, IEnumerable<Verdict> looked)
    {
        var weight = cluster.Share;
        if (weight == last.Weight)
        {
            return last;
        }

        Assert.InRange(weight, 0, StepSchedule.Last(Some.Spec.Steps));
        Assert.True(weight < last.Weight || last.Weight == 0 || (looked.Contains(Verdict.Passed) && weight == last.Weight + 10 && cluster.Now - last.At >= Some.Interval), $"{last.Weight} → {weight} after {cluster.Now - last.At}");
        return (weight, cluster.Now);
    }

    private static int? Cut(byte step) => step / 4 % 8 == 0 ? step / 32 : null;

    // After the script everything passes.
    private static Verdict Next(byte[] script, List<Verdict> looks)
    {
        looks.Add(looks.Count < Math.Min(script.Length, MostLooks) ? (Verdict)(script[looks.Count] % 4) : Verdict.Passed);
        return looks[^1];
    }

    private static bool IsOver(SimulatedCluster cluster) => !cluster.HasCopy && cluster.Recorded.Phase is RolloutPhase.Succeeded or RolloutPhase.Failed;
}

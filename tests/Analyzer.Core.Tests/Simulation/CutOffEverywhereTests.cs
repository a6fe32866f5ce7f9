using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Core.Tests.Simulation;

/// <summary>Every different tick of a whole rollout, cut off after each of its actions, refused, late and done twice: the end is the same as
/// without. Times are in ticks of a second.</summary>
public class CutOffEverywhereTests
{
    private const int Longest = 320;

    private static readonly Dictionary<string, (int At, Action<SimulatedCluster> Happens)[]> Stories = new(StringComparer.Ordinal)
    {
        ["onboarding"] = [],
        ["good version"] = [Apply(20, "v1:good-a")],
        ["bad version"] = [Apply(20, "v1:bad-a")],
        ["good version past the webhook"] = [(20, cluster => cluster.Target.Apply("v1:good-a", isHeld: false))],
        ["bad version past the webhook"] = [(20, cluster => cluster.Target.Apply("v1:bad-a", isHeld: false))],
        ["bad version, then a good one"] = [Apply(20, "v1:bad-a"), Apply(120, "v1:good-b")],
        ["bad version, tried again"] = [Apply(20, "v1:bad-a"), (120, cluster => cluster.Order(CommandVerb.Retry))],
        ["revert in mid-trial"] = [Apply(20, "v1:good-a"), Apply(32, SimulatedCluster.First)],
        ["superseded in mid-trial"] = [Apply(20, "v1:bad-a"), Apply(32, "v1:good-b")],
        ["superseded in the promotion"] = [Apply(20, "v1:good-a"), Apply(90, "v1:good-b")],
        ["abort"] = [Apply(20, "v1:good-a"), (40, cluster => cluster.Order(CommandVerb.Abort))],
        ["promotion by command"] = [Apply(20, "v1:dull-a"), (60, cluster => cluster.Order(CommandVerb.Promote))],
        ["back to the version before"] = [Apply(20, "v1:good-a"), Apply(160, SimulatedCluster.First)],
        ["Service made anew in mid-trial"] = [Apply(20, "v1:good-a"), (40, cluster => cluster.LoseSteering())],
        ["Service that cannot be steered"] = [(18, Break), Apply(20, "v1:good-a")],
        ["leaving"] = [(20, cluster => cluster.Leaving = true)],
        ["leaving in mid-trial"] = [Apply(20, "v1:good-a"), (40, cluster => cluster.Leaving = true)],
        ["leaving in the promotion"] = [Apply(20, "v1:good-a"), (88, cluster => cluster.Leaving = true)],
        ["leaving after a refusal"] = [Apply(20, "v1:bad-a"), (120, cluster => cluster.Leaving = true)],
    };

    public static TheoryData<string> Names => [.. Stories.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Story_WithAnyTickCutOffAnywhere_EndsAsWithout(string name)
    {
        var story = Stories[name];
        var (end, ticks) = Uncut(story);

        foreach (var (tick, actions) in ticks)
        {
            foreach (var (fault, after) in Faults(actions))
            {
                Assert.Equal($"{name}, tick {tick}, {fault} after {after}: {end}", $"{name}, tick {tick}, {fault} after {after}: {Play(story, tick, fault, after).End}");
            }
        }
    }

    private static (string End, List<(int Tick, int Actions)> Different) Uncut((int At, Action<SimulatedCluster> Happens)[] story)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var different = new List<(int, int)>();
        var cluster = new SimulatedCluster();
        for (var tick = 0; tick < Longest; tick++)
        {
            Step(cluster, story, tick, Fault.None, 0);
            if (known.Add(cluster.LastTick))
            {
                different.Add((tick, cluster.LastActions));
            }
        }

        return (cluster.End, different);
    }

    private static SimulatedCluster Play((int At, Action<SimulatedCluster> Happens)[] story, int faulty, Fault fault, int after)
    {
        var cluster = new SimulatedCluster();
        for (var tick = 0; tick < Longest; tick++)
        {
            Step(cluster, story, tick, tick == faulty ? fault : Fault.None, after);
        }

        return cluster;
    }

    private static void Step(SimulatedCluster cluster, (int At, Action<SimulatedCluster> Happens)[] story, int tick, Fault fault, int after)
    {
        foreach (var (at, happens) in story)
        {
            if (at == tick)
            {
                happens(cluster);
            }
        }

        cluster.Tick(fault, after);
        cluster.Pass(TimeSpan.FromSeconds(1));
    }

    private static IEnumerable<(Fault Fault, int After)> Faults(int actions) =>
    [
        .. Enumerable.Range(0, actions + 1).SelectMany(after => new[] { (Fault.Crash, after), (Fault.RecordLost, after) }),
        (Fault.Late, 0),
        (Fault.Twice, 0),
    ];

    private static (int At, Action<SimulatedCluster> Happens) Apply(int at, string version) => (at, cluster => cluster.Target.Apply(version, isHeld: true));

    private static void Break(SimulatedCluster cluster)
    {
        cluster.SteeringBroken = true;
        cluster.LoseSteering();
    }
}

using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Goals;
using CanaryMesh.Bench.Judge.Tables;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Comparisons;

/// <summary>Shared outages, rush hours, noise, blips, and regressions that come late or hide under a limit; 200 req/s.</summary>
internal sealed class AwkwardDays
{
    private const double Weight = 0.1;
    private const double PerSecond = 200;
    private const int Late = 900;
    private const string Hidden = "under 1 % but 18 times worse: 0.05 -> 0.9 %";
    private const string Regresses = "15 good minutes, then 1 -> 5 % (seconds since the start)";

    // Both sides are alike in all of these, so that every rollback is false.
    private static readonly (string Name, IReadOnlyList<Phase> Phases)[] Alike =
    [
        ("noisy service: 1.5 % on both sides", [new(0, Weight, 0.015, 0.015)]),
        ("ramp 5 -> 50 %, no change, 0.5 %", Recordings.Ramp(0.005)),
        ("ramp, shared outage of 20 % for 3 min", Recordings.Ramp(0.005, (960, 1140, 0.2))),
        ("ramp, rush hour: both 0.2 % then 2 %", Recordings.Ramp(0.002, (900, 1800, 0.02))),
    ];

    private static readonly (string Name, IReadOnlyList<Phase> Phases)[] Worse =
    [
        ("noisy service gets worse: 1.5 -> 3 %", [new(0, Weight, 0.03, 0.015)]),
        ("canary blip of 20 % for 10 s", [new(0, Weight, 0.005, 0.005), new(600, Weight, 0.2, 0.005), new(610, Weight, 0.005, 0.005)]),
        ("canary blip of 2 % for 60 s", [new(0, Weight, 0.005, 0.005), new(600, Weight, 0.02, 0.005), new(660, Weight, 0.005, 0.005)]),
        ("canary 10 % worse for ever: 0.5 -> 0.55 %", [new(0, Weight, 0.0055, 0.005)]),
        (Hidden, [new(0, Weight, 0.009, 0.0005)]),
        (Regresses, [new(0, Weight, 0.01, 0.01), new(Late, Weight, 0.05, 0.01)]),
    ];

    private readonly Dictionary<string, Trials> trials = new(StringComparer.Ordinal);

    private AwkwardDays()
    {
    }

    public Table Table { get; } = new(
        "Awkward days, 200 req/s, weight 10 % unless a ramp, 30 min: median/p95 seconds, or share rolled back", ["day", .. Contender.All.Select(each => each.Name)]);

    public static AwkwardDays Run(Laboratory laboratory)
    {
        var all = new AwkwardDays();
        foreach (var (name, phases) in Alike.Concat(Worse))
        {
            var trial = Trials.Run(laboratory, name, laboratory.Runs(400), Contender.All, draws => Recordings.Draw(draws, PerSecond, phases));
            all.trials[name] = trial;
            all.Table.Add([name, .. Contender.All.Select(each => trial.Seconds(each).Cell)]);
        }

        return all;
    }

    public IEnumerable<Goal> Goals()
    {
        var runs = Alike.Sum(each => trials[each.Name].Runs);
        var wrong = Alike.Sum(each => trials[each.Name].RolledBack(Contender.Ours));
        yield return new(2, "the same during an outage, a rush hour, noise, on a ramp", "<= 0.5 %", $"{wrong} of {runs} = {Percent.Of(wrong, runs)}", (double)wrong / runs <= 0.005);

        var hidden = trials[Hidden];
        var ours = hidden.Seconds(Contender.Ours);
        yield return new(
            8, "18 times worse but under the limit (0.05 -> 0.9 %), 200 req/s", "<= 60 s median",
            $"{ours.Both} s (median/p95); Flagger {hidden.Seconds(Contender.Flagger).Cell}", ours.Median <= 60);

        var late = trials[Regresses].Seconds(Contender.Ours);
        yield return new(
            9, "regression after 15 good minutes, 1 -> 5 %, 200 req/s", "<= 40 s median",
            $"{Spread.Text(late.Median - Late)}/{Spread.Text(late.P95 - Late)} s (median/p95)", late.Median - Late <= 40);
    }
}

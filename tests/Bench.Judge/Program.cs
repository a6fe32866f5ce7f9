using System.Diagnostics;
using CanaryMesh.Bench.Judge;
using CanaryMesh.Bench.Judge.Comparisons;
using CanaryMesh.Bench.Judge.Goals;
using CanaryMesh.Bench.Judge.Golden;
using CanaryMesh.Bench.Judge.Pacing;
using CanaryMesh.Bench.Judge.Ramps;

if (BenchOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(BenchOptions.Usage);
    return 2;
}

var clock = Stopwatch.StartNew();
var laboratory = options.Laboratory;
List<Goal> goals = [];

var same = SameVersions.Run(laboratory);
Say(same.Table, same.Goal());
var regressions = Regressions.Run(laboratory);
Say(regressions.Table, [.. regressions.Goals(laboratory)]);
var days = AwkwardDays.Run(laboratory);
Say(days.Table, [.. days.Goals()]);
var slowness = Slowness.Run(laboratory);
Say(slowness.Table, [.. slowness.Goals()]);
Say(Notices.Table(), Notices.Goal());
goals.AddRange(DeadCanaries.Goal(laboratory), Promises.Goal(laboratory), BrokenDraws.Goal(laboratory), LookCost.Goal(), GoldenVectors.Goal(options.Vectors));
var clocks = Clocks.Run(laboratory);
Say(clocks.Table, [.. clocks.Goals()]);
foreach (var table in new RampTables(laboratory).All())
{
    Say(table);
}

Say(GoalTable.Of(goals));
Console.WriteLine(GoalTable.Notes);
Console.WriteLine(FormattableString.Invariant($"{goals.Count(goal => goal.Met)} of {goals.Count} goals met; {clock.Elapsed.TotalSeconds:F0} s on {laboratory.Threads} threads"));
return goals.All(goal => goal.Met) ? 0 : 1;

void Say(object table, params Goal[] met)
{
    goals.AddRange(met);
    Console.WriteLine(table);
}

using System.Diagnostics;
using CanaryMesh.Bench.Judge;
using CanaryMesh.Bench.Judge.Comparisons;
using CanaryMesh.Bench.Judge.Goals;

if (BenchOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(BenchOptions.Usage);
    return 2;
}

var clock = Stopwatch.StartNew();
List<Goal> goals = [];
var same = SameVersions.Run(options.Laboratory);
goals.Add(same.Goal());
Console.WriteLine(same.Table);
Console.Error.WriteLine(clock.Elapsed);
var worse = Regressions.Run(options.Laboratory);
goals.AddRange(worse.Goals());
Console.WriteLine(worse.Table);
Console.Error.WriteLine(clock.Elapsed);
var days = AwkwardDays.Run(options.Laboratory);
goals.AddRange(days.Goals());
Console.WriteLine(days.Table);
Console.Error.WriteLine(clock.Elapsed);
goals.Add(DeadCanaries.Goal(options.Laboratory));
foreach (var goal in goals)
{
    Console.WriteLine(goal);
}

return goals.All(goal => goal.Met) ? 0 : 1;

using System.Globalization;
using CanaryMesh.Soak;
using CanaryMesh.Support;
using CanaryMesh.Support.Rollouts;

var minutes = double.Parse(Environment.GetEnvironmentVariable("SOAK_MINUTES") is { Length: > 0 } text ? text : "10", CultureInfo.InvariantCulture);
var seed = Environment.GetEnvironmentVariable("SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {minutes} minutes"));
await using var web = await ManagedWeb.StartAsync(Path.Combine(Repository.Artifacts, "soak"), CancellationToken.None);
var atStart = Memory.Read(web.Cluster);
using var stop = new CancellationTokenSource();
var killer = new Killer(web.Cluster, seed);
var killing = killer.RunAsync(stop.Token);
var until = DateTimeOffset.UtcNow.AddMinutes(minutes);
var broken = 0;
string[] versions = ["2", "3", "6", "5", "7", "3"];
for (var turn = 0; DateTimeOffset.UtcNow < until; turn++)
{
    await TrialAsync(versions[turn % versions.Length]);
}

await stop.CancelAsync();
await killing;
await Eventually.TrueAsync(
    () => Memory.Read(web.Cluster).Values.All(each => each > 0), TimeSpan.FromSeconds(90), "every killed process is back", CancellationToken.None);
var counts = web.Load.Counts.Snapshot();
var excused = counts.FirstLost.Count(lost => killer.Excuses(lost.SentAt, lost.TookMilliseconds));
var byUs = counts.Lost - excused;
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"sent {counts.Sent}, lost by us {byUs}, in or connecting to a killed proxy's pod {excused}"));
broken += byUs > 0 ? 1 : 0;
foreach (var lost in counts.FirstLost)
{
    Console.WriteLine($"{(killer.Excuses(lost.SentAt, lost.TookMilliseconds) ? "killed proxy" : "by us")}: {lost}");
}

foreach (var (kind, end) in Memory.Read(web.Cluster))
{
    var flat = Memory.IsFlat(atStart[kind], end);
    broken += flat ? 0 : 1;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {atStart[kind]:F0} -> {end:F0} MB, {(flat ? "flat" : "NOT FLAT")}"));
}

Console.WriteLine(broken == 0 ? "held" : string.Create(CultureInfo.InvariantCulture, $"broken: {broken}"));
return broken == 0 ? 0 : 1;

async Task TrialAsync(string version)
{
    try
    {
        await web.SetVersionAsync(version, CancellationToken.None);
        var verdict = await web.JudgedAsync(TimeSpan.FromMinutes(3), CancellationToken.None);
        var over = MeasuredStep.Of(web.Canary.Weights.Steps, web.Load.Counts, version).Where(step => step.Share > step.Asked + step.Allowed).ToList();
        broken += over.Count + (version is "3" or "5" && verdict.Phase == "Succeeded" ? 1 : 0);
        Console.WriteLine($"version {version}: {verdict.Phase} {verdict.Message}");
        over.ForEach(step => Console.WriteLine($"served more than its weight: {step}"));
    }
    catch (TimeoutException late)
    {
        broken++;
        Console.WriteLine($"version {version}: {late.Message}");
    }
}

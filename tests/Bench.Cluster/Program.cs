using System.Globalization;
using CanaryMesh.Bench.Cluster;

if (BenchOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(BenchOptions.Usage);
    return 2;
}

var starts = new List<double>();
for (var round = 0; round < 3; round++)
{
    using var once = ClusterUnderTest.Start(options.Program);
    starts.Add(once.StartToFirstAnswer.TotalMilliseconds);
}

Say($"start to first answer: {Figures.Percentile(starts, 0.5):F0} ms (best {starts.Min():F0}; wanted under 2000)");

using var cluster = ClusterUnderTest.Start(options.Program);
await Task.Delay(TimeSpan.FromSeconds(5));
var before = cluster.Processor;
await Task.Delay(options.Idle);
Say($"idle: {cluster.ResidentMegabytes:F0} MB (wanted under 150), {100 * (cluster.Processor - before) / options.Idle:F2} % of a core (wanted under 2)");

using var writer = cluster.Client();
var load = new WriteLoad(writer, options.Objects);
await load.CreateAsync();
List<HttpClient> clients = [.. Enumerable.Range(0, Math.Max(1, options.Watchers / 20)).Select(_ => cluster.Client())];
List<Watcher> watchers = [.. Enumerable.Range(0, options.Watchers).Select(n => new Watcher(clients[n % clients.Count], timed: n % 20 == 0))];
await Task.WhenAll(watchers.Select(w => w.BeginAsync(WriteLoad.Folder + "?watch=1&allowWatchBookmarks=true")));
await UntilAsync(() => watchers.TrueForAll(w => w.Events >= options.Objects));

before = cluster.Processor;
var took = await load.PatchAsync(options.Rate, options.Window);
var writes = load.Latencies.Count;
var complete = await UntilAsync(() => watchers.TrueForAll(w => w.Events >= options.Objects + writes));
var spent = cluster.Processor - before;
var delays = watchers.SelectMany(w => w.Delays).ToList();
Say($"{options.Objects} objects, {options.Watchers} watchers of all of them: {writes / took.TotalSeconds:F0} writes/s for {took.TotalSeconds:F1} s (wanted {options.Rate}), {load.Faults.Count} faults");
Say($"  a write takes p50 {Figures.Percentile(load.Latencies, 0.5):F1} ms, p99 {Figures.Percentile(load.Latencies, 0.99):F1} ms; a watcher has it after p50 {Figures.Percentile(delays, 0.5):F1} ms, p99 {Figures.Percentile(delays, 0.99):F1} ms");
Say($"  every watcher had every change: {(complete ? "yes" : "NO")}; cluster spent {spent.TotalMilliseconds / writes:F2} ms of a core per write, {cluster.PeakMegabytes:F0} MB at most");
foreach (var fault in load.Faults.Take(3))
{
    Say($"  {fault}");
}

await Task.WhenAll(watchers.Select(w => w.EndAsync()));
watchers.ForEach(w => w.Dispose());
clients.ForEach(c => c.Dispose());
return complete && load.Faults.IsEmpty && writes / took.TotalSeconds > options.Rate * 0.98 ? 0 : 1;

static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

static async Task<bool> UntilAsync(Func<bool> reached)
{
    for (var round = 0; round < 300; round++)
    {
        if (reached())
        {
            return true;
        }

        await Task.Delay(100);
    }

    return false;
}

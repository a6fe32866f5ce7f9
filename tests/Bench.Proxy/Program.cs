using System.Globalization;
using System.Net;
using CanaryMesh.Bench.Proxy;

if (BenchOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(BenchOptions.Usage);
    return 2;
}

using var app = new AppUnderTest();
var starts = new List<double>();
for (var round = 0; round < options.Rounds; round++)
{
    using var once = await ProxyUnderTest.StartAsync(options.Proxy);
    starts.Add(once.StartToFirstAnswer.TotalMilliseconds);
}

using var proxy = await ProxyUnderTest.StartAsync(options.Proxy);
await Task.Delay(TimeSpan.FromSeconds(1));
var idle = proxy.ResidentMegabytes;
await new PacedLoad(ProxyUnderTest.Split, 2000, options.Connections).RunAsync(options.Window);
Console.WriteLine(Row.Head);
foreach (var rate in options.Rates)
{
    // A rival takes its turn in the same rounds: another target, another process to read the CPU of.
    var rounds = new List<(Row Direct, Row Proxy)>();
    for (var round = 0; round < options.Rounds; round++)
    {
        rounds.Add((await MeasureAsync("direct", AppUnderTest.Address, rate, null), await MeasureAsync("canarymesh", ProxyUnderTest.Split, rate, proxy)));
    }

    Console.WriteLine(Middle(rounds.ConvertAll(each => each.Direct)));
    Console.WriteLine(Middle(rounds.ConvertAll(each => each.Proxy)));
    var added50 = Figures.Median(rounds.Select(each => each.Proxy.P50 - each.Direct.P50));
    var added99 = Figures.Median(rounds.Select(each => each.Proxy.P99 - each.Direct.P99));
    Console.WriteLine(new Row("added", rate, added50, added99, double.NaN));
}

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"\nstart to first 200: {Figures.Median(starts):F0} ms (best {starts.Min():F0}); RSS idle {idle:F1} MB, after load {proxy.ResidentMegabytes:F1} MB"));
return 0;

async Task<Row> MeasureAsync(string variant, IPEndPoint target, int rate, ProxyUnderTest? measured)
{
    var before = measured?.CpuMicroseconds ?? double.NaN;
    var latencies = await new PacedLoad(target, rate, options.Connections).RunAsync(options.Window);
    var cpu = ((measured?.CpuMicroseconds ?? double.NaN) - before) / latencies.Count;
    return new Row(variant, rate, Figures.Percentile(latencies, 0.5), Figures.Percentile(latencies, 0.99), cpu);
}

static Row Middle(List<Row> rows) => new(
    rows[0].Variant,
    rows[0].Rate,
    Figures.Median(rows.Select(row => row.P50)),
    Figures.Median(rows.Select(row => row.P99)),
    Figures.Median(rows.Select(row => row.CpuPerRequest)));

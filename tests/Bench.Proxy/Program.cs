using CanaryMesh.Bench.Proxy;

if (BenchOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(BenchOptions.Usage);
    return 2;
}

using var primary = new AppUnderTest(Addresses.Primary);
using var canary = new AppUnderTest(Addresses.Canary);
await using var control = await ControlServer.StartAsync();
var (ours, rival) = (Contenders.Ours(options.Proxy, control), Contenders.Rival(options.Rival, control.CredentialsFolder));
var (ourFigures, ourProcess) = await ProcessFigures.StartAsync(ours, options.Rounds);
var (rivalFigures, rivalProcess) = await ProcessFigures.StartAsync(rival, options.Rounds);
using var ended = ourProcess;
using var rivalEnded = rivalProcess;
var measurement = new Measurement(primary, canary, options);

// Load and apps are compiled as they run: what they cost at first is none of the first window's business.
await measurement.TakeAsync("warm-up", Addresses.Split, 2000, ourProcess);
await measurement.TakeAsync("warm-up", Addresses.Rival, 2000, rivalProcess);
Console.WriteLine(Row.Head);
var all = new List<Rounds>();
foreach (var rate in options.Rates)
{
    var rounds = new Rounds();
    for (var round = 0; round < options.Rounds; round++)
    {
        await rounds.AddAsync(measurement, rate, (ours, ourProcess), (rival, rivalProcess));
    }

    rounds.WriteTable(Console.Out);
    all.Add(rounds);
}

Console.WriteLine();
Console.WriteLine(ourFigures.After(ourProcess.ResidentMegabytes));
Console.WriteLine(rivalFigures.After(rivalProcess.ResidentMegabytes));
all.ForEach(rounds => rounds.WriteRatio(Console.Out));
var unfair = all.SelectMany(each => new[] { each.Ours, each.Rival }).Where(row => !Figures.IsDrawn(row.CanaryShare, BenchControl.Weight, row.Requests)).ToList();
unfair.ForEach(row => Console.Error.WriteLine($"not the split that was asked for, the figures compare nothing: {row}"));
return unfair.Count == 0 ? 0 : 1;

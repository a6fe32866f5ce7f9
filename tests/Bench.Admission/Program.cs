using System.Globalization;
using CanaryMesh.Bench.Admission;

if (BenchOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(BenchOptions.Usage);
    return 2;
}

await using var api = await ApiDouble.StartAsync();
using var webhook = await WebhookUnderTest.StartAsync(options, api.Address);
Say($"webhook on core {options.Core}, RSS when ready {webhook.ResidentMegabytes:F0} MB");
List<string> faults = [];
using (var client = new ReviewClient(webhook.Port, () => api.Bundle, Timeout.InfiniteTimeSpan))
{
    // Both sides are compiled as they run, and connections are made once: none of it is the first window's business.
    await new ReviewLoad(client).RunAsync(options.Rate / 5, TimeSpan.FromSeconds(5));
    await new ReviewLoad(client).RunAsync(options.Rate, TimeSpan.FromSeconds(10));
    var first = await Measured.TakeAsync(webhook, client, options.Rate, options.Window);
    var second = await Measured.TakeAsync(webhook, client, options.Rate, options.Window);
    Say($"{first}");
    Say($"{second}");
    faults.AddRange([.. first.Load.Faults, .. second.Load.Faults]);
}

using (var client = new ReviewClient(webhook.Port, () => api.Bundle, TimeSpan.FromSeconds(1)))
{
    using var stop = new CancellationTokenSource();
    var running = new ReviewLoad(client).RunAsync(options.RotationRate, TimeSpan.FromMinutes(3), stop.Token);
    await Rotation.RunAsync(api);
    await Task.Delay(TimeSpan.FromSeconds(3));
    await stop.CancelAsync();
    var load = await running;
    Say($"CA and leaf rotated under {options.RotationRate} reviews/s: {load.Milliseconds.Count} reviews over {client.Handshakes} handshakes with {client.Leaves.Count} leaves of {client.Issuers.Count} CAs, {load.Faults.Count} failed");
    faults.AddRange(load.Faults);
    if (client.Issuers.Count < 2)
    {
        faults.Add("the CA was not rotated");
    }
}

foreach (var kind in faults.GroupBy(each => each).OrderByDescending(each => each.Count()).Take(5))
{
    await Console.Error.WriteLineAsync($"{kind.Count()} x {kind.Key}");
}

return faults.Count == 0 ? 0 : 1;

static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace CanaryMesh.Bench.Cluster;

/// <summary>Creates the objects, then patches them in turn at a steady rate, whatever the answers take.</summary>
internal sealed class WriteLoad(HttpClient client, int objects)
{
    public const string Folder = "/api/v1/namespaces/default/configmaps";

    private static readonly string Filling = new('x', 300);

    /// <summary>What each write took from the moment it was due, in milliseconds.</summary>
    public ConcurrentBag<double> Latencies { get; } = [];

    public ConcurrentBag<string> Faults { get; } = [];

    public async Task CreateAsync() =>
        await Parallel.ForAsync(0, objects, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, cancel) =>
        {
            var body = $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{Name(number)}}}","labels":{"bench":"cluster"}},"data":{"sent":"0","filling":"{{{Filling}}}"}}""";
            await SendAsync(HttpMethod.Post, Folder, body, "application/json", cancel);
        });

    /// <summary>How long it took until the last write was answered.</summary>
    public async Task<TimeSpan> PatchAsync(int rate, TimeSpan window)
    {
        var clock = Stopwatch.StartNew();
        var total = (int)(rate * window.TotalSeconds);
        var sent = new List<Task>(total);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (sent.Count < total && await tick.WaitForNextTickAsync())
        {
            for (var due = Math.Min(total, (int)(clock.Elapsed.TotalSeconds * rate)); sent.Count < due;)
            {
                sent.Add(OneAsync(sent.Count % objects));
            }
        }

        await Task.WhenAll(sent);
        return clock.Elapsed;
    }

    private async Task OneAsync(int number)
    {
        var due = Stopwatch.GetTimestamp();
        var body = string.Create(CultureInfo.InvariantCulture, $$$"""{"data":{"sent":"{{{due}}}"}}""");
        await SendAsync(HttpMethod.Patch, $"{Folder}/{Name(number)}", body, "application/merge-patch+json", CancellationToken.None);
        Latencies.Add(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
    }

    private async Task SendAsync(HttpMethod method, string path, string body, string type, CancellationToken cancel)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content, Version = client.DefaultRequestVersion };
        using var answer = await client.SendAsync(request, cancel);
        if (!answer.IsSuccessStatusCode)
        {
            Faults.Add($"{method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}");
        }
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"bench-{number:d5}");
}

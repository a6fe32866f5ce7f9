using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CanaryMesh.Bench.Cluster;

/// <summary>One watch on all objects: counts its events, and how late the timed ones were.</summary>
internal sealed class Watcher : IDisposable
{
    private static readonly byte[] Mark = "\"sent\":\""u8.ToArray();

    private readonly HttpClient client;
    private readonly CancellationTokenSource stop = new();
    private readonly bool timed;
    private long events;

    public Watcher(HttpClient client, bool timed)
    {
        this.client = client;
        this.timed = timed;
    }

    public long Events => Interlocked.Read(ref events);

    public List<double> Delays { get; } = [];

    public Task Reading { get; private set; } = Task.CompletedTask;

    public async Task BeginAsync(string path)
    {
        var answer = await client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, stop.Token);
        answer.EnsureSuccessStatusCode();
        Reading = ReadAsync(await answer.Content.ReadAsStreamAsync(stop.Token));
    }

    public async Task EndAsync()
    {
        await stop.CancelAsync();
        await Reading;
    }

    public void Dispose() => stop.Dispose();

    private async Task ReadAsync(Stream stream)
    {
        var buffer = new byte[256 * 1024];
        try
        {
            for (int got; (got = await stream.ReadAsync(buffer, stop.Token)) > 0;)
            {
                Interlocked.Add(ref events, buffer.AsSpan(0, got).Count((byte)'\n'));
                if (timed)
                {
                    Time(buffer.AsSpan(0, got));
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private void Time(ReadOnlySpan<byte> text)
    {
        var now = Stopwatch.GetTimestamp();
        for (int at; (at = text.IndexOf(Mark)) >= 0;)
        {
            text = text[(at + Mark.Length)..];
            var end = text.IndexOf((byte)'"');
            if (end > 0 && long.TryParse(Encoding.ASCII.GetString(text[..end]), NumberStyles.None, CultureInfo.InvariantCulture, out var sent) && sent > 0)
            {
                Delays.Add(Stopwatch.GetElapsedTime(sent, now).TotalMilliseconds);
            }
        }
    }
}

using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Golden;

/// <summary>A watch that was begun, and its events so far.</summary>
internal sealed class OpenWatch : IDisposable
{
    private readonly CancellationTokenSource closing = new();
    private readonly List<JsonObject> events = [];
    private readonly Lock gate = new();
    private Task reading = Task.CompletedTask;

    public static async Task<OpenWatch> BeginAsync(GoldenClient client, JsonObject request)
    {
        var watch = new OpenWatch();
        var response = await client.OpenAsync(request, watch.closing.Token);
        watch.reading = watch.ReadAsync(response);
        return watch;
    }

    public IReadOnlyList<JsonObject> Events
    {
        get
        {
            lock (gate)
            {
                return [.. events];
            }
        }
    }

    public static bool Counts(JsonObject change) =>
        change.Text("type") != "BOOKMARK" || change.Text("object", "metadata", "annotations", "k8s.io/initial-events-end") is not null;

    public async Task CloseAsync()
    {
        await closing.CancelAsync();
        await reading;
    }

    public void Dispose() => closing.Dispose();

    private async Task ReadAsync(HttpResponseMessage response)
    {
        using var owned = response;
        try
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(closing.Token));
            while (await reader.ReadLineAsync(closing.Token) is { } line)
            {
                if (BodyReader.Parse(Encoding.UTF8.GetBytes(line), false, [], out _) is JsonObject change && Counts(change))
                {
                    lock (gate)
                    {
                        events.Add(change);
                    }
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or HttpRequestException)
        {
        }
    }
}

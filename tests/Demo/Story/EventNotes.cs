using System.Text.Json.Nodes;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.Demo.Story;

/// <summary>The cluster's events about the canary, as notes.</summary>
internal sealed class EventNotes : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _following;

    public EventNotes(Kubectl kubectl, Chronicle chronicle) => _following = FollowAsync(kubectl, chronicle, _stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        _stop.Dispose();
    }

    private static async Task FollowAsync(Kubectl kubectl, Chronicle chronicle, CancellationToken cancel)
    {
        HashSet<string> seen = [];
        while (!cancel.IsCancellationRequested)
        {
            await foreach (var change in kubectl.WatchAsync(["events"], cancel))
            {
                if (IsOurs(change) && seen.Add($"{change["metadata"]?["uid"]}/{change["count"] ?? change["series"]?["count"]}"))
                {
                    chronicle.Note($"{change["reason"]}: {change["message"] ?? change["note"]}");
                }
            }
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(1), cancel));
        }
    }

    private static bool IsOurs(JsonObject change) => (string?)(change["involvedObject"] ?? change["regarding"])?["kind"] == "Canary";
}

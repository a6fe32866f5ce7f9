using System.Text.Json;
using CanaryMesh.Mesh.Reading;

namespace CanaryMesh.Mesh.Watching;

/// <summary>Follows one kind: a list, then a watch from there; on any doubt a list again.</summary>
internal sealed class KindWatch(ClusterApi api, MeshKind kind, string @namespace, ObjectStore store)
{
    // Short, so that a connection that went dead unnoticed hides nothing for long.
    private const string Length = "15";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly TaskCompletionSource _listed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Listed once, or known not to be served yet.</summary>
    public Task Listed => _listed.Task;

    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await OnceAsync(cancel);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException or OperationCanceledException or BadObjectException)
            {
                await Task.WhenAny(Task.Delay(Pause, cancel));
            }
        }
    }

    private async Task OnceAsync(CancellationToken cancel)
    {
        var path = kind.Collection(@namespace);
        var list = await api.ListAsync(path, cancel);
        if (list is not { } found)
        {
            if (store.Current.Of(kind).Any())
            {
                store.Change(objects => objects.Replaced(kind, []));
            }
            _listed.TrySetResult();
            await Task.WhenAny(Task.Delay(Pause, cancel));
            return;
        }
        store.Change(objects => objects.Replaced(kind, found.Items("items")));
        _listed.TrySetResult();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Longest);
        using var answer = await api.WatchAsync($"{path}?watch=true&timeoutSeconds={Length}&resourceVersion={found.Text("metadata", "resourceVersion")}", limit.Token);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(limit.Token));
        while (await reader.ReadLineAsync(limit.Token) is { } line && Apply(line))
        {
        }
    }

    private bool Apply(string line)
    {
        using var document = JsonDocument.Parse(line);
        var item = document.RootElement.At("object")?.Clone() ?? default;
        switch (document.RootElement.Text("type"))
        {
            case "ADDED" or "MODIFIED":
                store.Change(objects => objects.With(kind, item));
                return true;
            case "DELETED":
                store.Change(objects => objects.Without(kind, item));
                return true;
            case "BOOKMARK":
                return true;
            default:
                return false;
        }
    }
}

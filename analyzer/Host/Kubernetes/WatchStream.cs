using System.Globalization;
using System.Net;

namespace CanaryMesh.Analyzer.Kubernetes;

internal enum WatchEnd
{
    /// <summary>Ended as streams do: go on from the last version.</summary>
    Ended,

    /// <summary>Nobody seems to be there, or the server refused for now: go on from the last version after a while.</summary>
    Failed,

    /// <summary>Something may have been missed: list again.</summary>
    Doubt,
}

/// <summary>One watch request, read line by line until it ends, falls silent or cannot be believed.</summary>
internal sealed class WatchStream(KubeConnection connection, WatchScope scope, WatchOptions options, TimeProvider time)
{
    /// <summary>The receiver returns false when it cannot use an event.</summary>
    public async Task<WatchEnd> ReadAsync(string version, Func<WatchEvent, bool> receive, CancellationToken stop)
    {
        using var silence = new CancellationTokenSource(options.Liveness, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, silence.Token);
        try
        {
            using var response = await connection.SendAsync(HttpMethod.Get, Path(version), null, both.Token);
            if (!response.IsSuccessStatusCode)
            {
                return response.StatusCode is HttpStatusCode.Gone or HttpStatusCode.BadRequest ? WatchEnd.Doubt : WatchEnd.Failed;
            }

            await using var stream = await response.Content.ReadAsStreamAsync(both.Token);
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync(both.Token) is { } line)
            {
                silence.CancelAfter(options.Liveness);
                var parsed = WatchEvent.Parse(line);
                if (parsed.Kind == WatchEventKind.Doubt || !receive(parsed))
                {
                    return WatchEnd.Doubt;
                }
            }

            return WatchEnd.Ended;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return WatchEnd.Failed;
        }
        catch (Exception exception) when (KubeApi.IsTransport(exception))
        {
            // A server that times a stream out often just cuts it.
            return WatchEnd.Ended;
        }
    }

    private string Path(string version)
    {
        var spread = options.LongestStream - options.ShortestStream;
        var seconds = (int)(options.ShortestStream + (spread * Random.Shared.NextDouble())).TotalSeconds;
        var timeout = Math.Max(1, seconds).ToString(CultureInfo.InvariantCulture);
        return $"{scope.Path}&watch=true&allowWatchBookmarks=true&timeoutSeconds={timeout}&resourceVersion={Uri.EscapeDataString(version)}";
    }
}

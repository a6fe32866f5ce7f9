using System.Globalization;
using System.Net;

namespace CanaryMesh.Analyzer.Kubernetes;

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
            return response.IsSuccessStatusCode ? await LinesAsync(response, receive, silence, both.Token) : Refused(response.StatusCode);
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

    private async Task<WatchEnd> LinesAsync(
        HttpResponseMessage response, Func<WatchEvent, bool> receive, CancellationTokenSource silence, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellation) is { } line)
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

    private static WatchEnd Refused(HttpStatusCode code) =>
        code is HttpStatusCode.Gone or HttpStatusCode.BadRequest ? WatchEnd.Doubt : WatchEnd.Failed;

    private string Path(string version)
    {
        var spread = options.LongestStream - options.ShortestStream;
        var seconds = (int)(options.ShortestStream + (spread * Random.Shared.NextDouble())).TotalSeconds;
        var timeout = Math.Max(1, seconds).ToString(CultureInfo.InvariantCulture);
        return $"{scope.Path}&watch=true&allowWatchBookmarks=true&timeoutSeconds={timeout}&resourceVersion={Uri.EscapeDataString(version)}";
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Running;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Objects;

/// <summary>Writes events beside the work, never in its way; the same event again raises its count.</summary>
internal sealed class EventRecorder(IClusterApi api, TimeProvider time, ILogger log, string component, Identity actor) : IControlLoop
{
    private const int Remembered = 4096;

    private readonly Channel<EventText> queue = Channel.CreateUnbounded<EventText>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<(string, string, string), (string Name, int Count)> written = [];
    private long last;

    public void Normal(ControllerKind kind, JsonObject about, string reason, string message) =>
        queue.Writer.TryWrite(new EventText(about, kind, false, reason, message));

    public void Warning(ControllerKind kind, JsonObject about, string reason, string message) =>
        queue.Writer.TryWrite(new EventText(about, kind, true, reason, message));

    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await foreach (var text in queue.Reader.ReadAllAsync(cancel))
            {
                await WriteAsync(text, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The cluster ends.
        }
    }

    private async Task WriteAsync(EventText text, CancellationToken cancel)
    {
        try
        {
            var key = (text.About.Uid(), text.Reason, text.Message);
            if (!written.TryGetValue(key, out var known) || !await CountAsync(text, known.Name, known.Count + 1, cancel))
            {
                known = (NameFor(text.About.Name()), 0);
                await api.CreateAsync(Resources.Events, text.About.Namespace(), Describe(text, known.Name), actor, cancel);
            }

            Remember(key, known.Name, known.Count + 1);
        }
        catch (Exception e) when (e is ApiException or InvalidOperationException)
        {
            ControlLog.EventLost(log, text.About.Name(), e);
        }
    }

    private void Remember((string, string, string) key, string name, int count)
    {
        if (written.Count > Remembered)
        {
            written.Clear();
        }

        written[key] = (name, count);
    }

    private async Task<bool> CountAsync(EventText text, string name, int count, CancellationToken cancel)
    {
        try
        {
            var patch = new JsonObject { ["count"] = count, ["lastTimestamp"] = Metadata.Time(time.GetUtcNow()) };
            await api.PatchAsync(Resources.Events, text.About.Namespace(), name, "application/merge-patch+json", patch, null, actor, cancel);
            return true;
        }
        catch (ApiException e) when (e.Code == 404)
        {
            return false;
        }
    }

    private string NameFor(string about)
    {
        last = Math.Max(last + 1, (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100);
        return string.Create(CultureInfo.InvariantCulture, $"{about}.{last:x}");
    }

    private JsonObject Describe(EventText text, string name)
    {
        var now = Metadata.Time(time.GetUtcNow());
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = text.About.Namespace() },
            ["involvedObject"] = Reference(text),
            ["reason"] = text.Reason,
            ["message"] = text.Message,
            ["source"] = new JsonObject { ["component"] = component },
            ["firstTimestamp"] = now,
            ["lastTimestamp"] = now,
            ["count"] = 1,
            ["type"] = text.Warning ? "Warning" : "Normal",
            ["eventTime"] = null,
            ["reportingComponent"] = component,
            ["reportingInstance"] = "",
        };
    }

    private static JsonObject Reference(EventText text) => new()
    {
        ["kind"] = text.Kind.Kind,
        ["namespace"] = text.About.Namespace(),
        ["name"] = text.About.Name(),
        ["uid"] = text.About.Uid(),
        ["apiVersion"] = text.Kind.ApiVersion,
        ["resourceVersion"] = text.About.Text("metadata", "resourceVersion"),
    };
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Node;

/// <summary>Writes Events, one after the other; a repeated one counts up.</summary>
internal sealed class NodeEvents(IClusterApi api, string node, TimeProvider time, ILogger log)
{
    private const int Remembered = 4096;
    private readonly Channel<(EventSubject Subject, string Type, string Reason, string Message)> queue =
        Channel.CreateUnbounded<(EventSubject, string, string, string)>();
    private readonly Dictionary<(EventSubject, string, string), (string Name, int Count)> written = [];
    private readonly Identity identity = NodeIdentity.Of(node);

    public void Normal(EventSubject subject, string reason, string message) => queue.Writer.TryWrite((subject, "Normal", reason, message));

    public void Warning(EventSubject subject, string reason, string message) => queue.Writer.TryWrite((subject, "Warning", reason, message));

    public async Task RunAsync(CancellationToken cancel)
    {
        await foreach (var (subject, type, reason, message) in queue.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            try
            {
                await WriteAsync(subject, type, reason, message, cancel).ConfigureAwait(false);
            }
            catch (ApiException refused)
            {
                // An event of a namespace that is going may be refused; nobody misses it.
                NodeLog.Refused(log, $"event {reason} of {subject.Namespace}/{subject.Pod}", refused.Message);
            }
        }
    }

    private async Task WriteAsync(EventSubject subject, string type, string reason, string message, CancellationToken cancel)
    {
        var key = (subject, reason, message);
        if (written.TryGetValue(key, out var known))
        {
            written[key] = (known.Name, known.Count + 1);
            var patch = new JsonObject { ["count"] = known.Count + 1, ["lastTimestamp"] = Timestamps.Seconds(time.GetUtcNow()) };
            await api.PatchAsync(NodeKinds.Events, subject.Namespace, known.Name, "application/merge-patch+json", patch, null, identity, cancel).ConfigureAwait(false);
            return;
        }

        if (written.Count > Remembered)
        {
            written.Clear();
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{subject.Pod}.{time.GetUtcNow().UtcTicks:x}{written.Count:x}");
        written[key] = (name, 1);
        await api.CreateAsync(NodeKinds.Events, subject.Namespace, Body(subject, name, type, reason, message), identity, cancel).ConfigureAwait(false);
    }

    private JsonObject Body(EventSubject subject, string name, string type, string reason, string message)
    {
        var now = Timestamps.Seconds(time.GetUtcNow());
        var involved = new JsonObject
        {
            ["kind"] = "Pod", ["namespace"] = subject.Namespace, ["name"] = subject.Pod, ["uid"] = subject.Uid, ["apiVersion"] = "v1",
        };
        if (subject.FieldPath is { } path)
        {
            involved["fieldPath"] = path;
        }

        return new JsonObject
        {
            ["apiVersion"] = "v1", ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = subject.Namespace },
            ["involvedObject"] = involved,
            ["reason"] = reason, ["message"] = message, ["type"] = type, ["count"] = 1,
            ["source"] = new JsonObject { ["component"] = "kubelet", ["host"] = node },
            ["firstTimestamp"] = now, ["lastTimestamp"] = now,
            ["reportingComponent"] = "kubelet", ["reportingInstance"] = node,
        };
    }
}

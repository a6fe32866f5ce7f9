using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Control;

/// <summary>One workload's policy, streams and counts. Every member is safe for threads and returns whether something changed that a tick
/// should look at.</summary>
internal sealed class WorkloadBoard(WorkloadKey key)
{
    private const int MostSamples = 64;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ProxyAttachment> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Wire.AnalyzerMessage> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _instances = new(StringComparer.Ordinal);
    private readonly CountLedger _ledger = new();
    private readonly Queue<FailedSample> _samples = new();
    private PolicyId _asked;
    private PolicyId _last;
    private TargetPolicy? _policy;
    private Wire.Policy? _content;

    public int Connected
    {
        get
        {
            lock (_lock)
            {
                return _streams.Count;
            }
        }
    }

    public PolicyId Publish(TargetPolicy policy, ulong term)
    {
        var content = PolicyComposer.Content(key, policy);
        lock (_lock)
        {
            if (_asked.Term == term && content.Equals(_content))
            {
                return _asked;
            }

            _last = _asked = new PolicyId(term, _last.Term == term ? _last.Revision + 1 : 1);
            (_policy, _content) = (policy, content);
            _messages.Clear();
            foreach (var stream in _streams.Values)
            {
                Post(stream, content);
            }

            return _asked;
        }
    }

    /// <summary>Nothing is asked any more. The revision is remembered: within a term it never falls.</summary>
    public void Withdraw()
    {
        lock (_lock)
        {
            (_asked, _policy, _content) = (PolicyId.None, null, null);
            _messages.Clear();
        }
    }

    /// <summary>A pod has one stream: an older one is told to go.</summary>
    public void Attach(ProxyAttachment stream)
    {
        lock (_lock)
        {
            if (_streams.Remove(stream.Pod.PodUid, out var former))
            {
                former.Close("the pod has opened another stream");
            }

            if (_instances.TryGetValue(stream.Pod.PodUid, out var instance) && instance != stream.Instance)
            {
                _ledger.Forget(instance);
            }

            _instances[stream.Pod.PodUid] = stream.Instance;
            _streams[stream.Pod.PodUid] = stream;
            if (_content is not null)
            {
                Post(stream, _content);
            }
        }
    }

    public bool Detach(ProxyAttachment stream)
    {
        lock (_lock)
        {
            return IsOpen(stream) && _streams.Remove(stream.Pod.PodUid);
        }
    }

    public bool PodGone(string podUid)
    {
        lock (_lock)
        {
            if (_instances.Remove(podUid, out var instance))
            {
                _ledger.Forget(instance);
            }

            var connected = _streams.Remove(podUid, out var stream);
            stream?.Close("the pod is gone");
            return connected;
        }
    }

    public void CloseAll(string reason)
    {
        lock (_lock)
        {
            foreach (var stream in _streams.Values)
            {
                stream.Close(reason);
            }

            _streams.Clear();
        }
    }

    /// <summary>Takes in what a proxy said; true if its answer, its weight or its readiness to be removed changed, or a version that is
    /// compared has failed again.</summary>
    public bool Hear(ProxyAttachment stream, Wire.ProxyMessage message, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!IsOpen(stream))
            {
                // Its instance may be forgotten already: what it counted would be added a second time.
                return false;
            }

            var before = stream.Said;
            stream.Said = ProxySpeech.After(before, message, now);
            var failed = false;
            if (message.Report is { } report)
            {
                failed = _ledger.Fold(stream.Instance, report.Counts) && _policy?.Guard is not null;
                Keep(report.Samples.Select(each => FailedSample.Of(each, now)));
            }

            return failed || ProxySpeech.Matters(before, stream.Said);
        }
    }

    public BoardObservation Observe()
    {
        lock (_lock)
        {
            return new BoardObservation
            {
                Asked = _asked,
                Policy = _policy,
                Proxies = [.. _streams.Values.Select(each => each.Said).OrderBy(each => each.PodName, StringComparer.Ordinal)],
                Counts = _ledger.Totals,
                Samples = [.. _samples],
            };
        }
    }

    private bool IsOpen(ProxyAttachment stream) => _streams.GetValueOrDefault(stream.Pod.PodUid) == stream;

    private void Post(ProxyAttachment stream, Wire.Policy content)
    {
        var shape = PolicyComposer.Shape(stream.Pod, stream.Protocol);
        if (!_messages.TryGetValue(shape, out var message))
        {
            _messages[shape] = message = PolicyComposer.ForPod(content, _asked, stream.Pod, stream.Protocol);
        }

        stream.Post(message);
    }

    private void Keep(IEnumerable<FailedSample> samples)
    {
        foreach (var sample in samples.Take(MostSamples))
        {
            _samples.Enqueue(sample);
            if (_samples.Count > MostSamples)
            {
                _samples.Dequeue();
            }
        }
    }
}

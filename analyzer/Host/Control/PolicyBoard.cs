using System.Collections.Concurrent;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Control;

/// <summary>The only state between ticks and streams: ticks publish and observe, streams attach and speak.</summary>
internal sealed class PolicyBoard(TimeProvider time)
{
    private readonly Lock _terms = new();
    private ConcurrentDictionary<WorkloadKey, WorkloadBoard> _workloads = new();
    private ulong _term;

    /// <summary>A tick should look at this workload: a proxy came, went, answered, or changed its weight.</summary>
    public event Action<WorkloadKey>? Changed;

    /// <summary>The term in force here; null while another leads.</summary>
    public ulong? Term => Volatile.Read(ref _term) is var term && term == 0 ? null : term;

    public int ConnectedProxies => _workloads.Values.Sum(each => each.Connected);

    public void BeginTerm(ulong term)
    {
        EndTerm("another term begins");
        lock (_terms)
        {
            Volatile.Write(ref _term, term);
        }
    }

    /// <summary>Ends every stream with a goodbye and forgets all: the next leader hears it from the proxies.</summary>
    public void EndTerm(string reason)
    {
        lock (_terms)
        {
            Volatile.Write(ref _term, 0);
            var former = Interlocked.Exchange(ref _workloads, new ConcurrentDictionary<WorkloadKey, WorkloadBoard>());
            foreach (var workload in former.Values)
            {
                workload.CloseAll(reason);
            }
        }
    }

    /// <summary>Level-triggered: equal content keeps its id, other content gets the next revision. None while another leads.</summary>
    public PolicyId Publish(WorkloadKey key, TargetPolicy policy) => Term is { } term ? Of(key).Publish(policy, term) : PolicyId.None;

    public void Withdraw(WorkloadKey key)
    {
        if (_workloads.TryGetValue(key, out var workload))
        {
            workload.Withdraw();
        }
    }

    public BoardObservation Observe(WorkloadKey key) =>
        _workloads.TryGetValue(key, out var workload) ? workload.Observe() : BoardObservation.Nothing;

    /// <summary>Opens a stream's place; null while another leads.</summary>
    public ProxyAttachment? Attach(PodIdentity pod, string instance, uint protocol)
    {
        var stream = new ProxyAttachment(pod, instance, protocol, time.GetUtcNow());
        lock (_terms)
        {
            if (_term == 0)
            {
                return null;
            }

            Of(pod.Workload).Attach(stream);
        }

        Changed?.Invoke(pod.Workload);
        return stream;
    }

    public void Detach(ProxyAttachment stream)
    {
        if (_workloads.TryGetValue(stream.Pod.Workload, out var workload) && workload.Detach(stream))
        {
            Changed?.Invoke(stream.Pod.Workload);
        }
    }

    public void Hear(ProxyAttachment stream, Wire.ProxyMessage message)
    {
        if (_workloads.TryGetValue(stream.Pod.Workload, out var workload) && workload.Hear(stream, message, time.GetUtcNow()))
        {
            Changed?.Invoke(stream.Pod.Workload);
        }
    }

    /// <summary>A deleted pod's stream ends at once: its token may still be believed for a while.</summary>
    public void PodGone(string podUid)
    {
        foreach (var (key, workload) in _workloads)
        {
            if (workload.PodGone(podUid))
            {
                Changed?.Invoke(key);
            }
        }
    }

    private WorkloadBoard Of(WorkloadKey key) => _workloads.GetOrAdd(key, each => new WorkloadBoard(each));
}

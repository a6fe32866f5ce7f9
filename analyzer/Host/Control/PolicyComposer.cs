using CanaryMesh.Api.Names;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Control;

/// <summary>Builds the message for a pod from the policy of its workload. Order is fixed, so equal content makes equal bytes.</summary>
internal static class PolicyComposer
{
    public static Wire.Policy Content(WorkloadKey key, TargetPolicy policy)
    {
        var content = new Wire.Policy
        {
            TargetNamespace = key.Namespace,
            Target = key.Target,
            CanaryVersion = policy.CanaryVersion,
            CanaryWeight = (uint)Math.Clamp(policy.CanaryWeight, 0, 100),
            ReportIntervalMs = (uint)Math.Clamp(policy.ReportInterval.TotalMilliseconds, 100, 600_000),
            Guard = policy.Guard is { } guard ? Guard(guard) : null,
        };
        TrafficComposer.Write(content, policy);
        content.CanaryEndpoints.AddRange(policy.Endpoints.OrderBy(each => each.Pod, StringComparer.Ordinal).Select(Endpoint));
        return content;
    }

    public static Wire.AnalyzerMessage ForPod(Wire.Policy content, PolicyId id, PodIdentity pod, uint protocol)
    {
        var policy = content.Clone();
        policy.Id = id.ToWire();
        policy.Protocol = protocol;
        policy.Track = pod.Track;
        policy.Version = pod.Version;
        policy.Listeners.AddRange(pod.Listeners.Select(Listener));
        if (pod.Track != AnnotationNames.Primary)
        {
            // A copy's own proxy never splits: what reached it was drawn already.
            policy.CanaryWeight = 0;
            policy.Guard = null;
            policy.CanaryEndpoints.Clear();
            TrafficComposer.Clear(policy);
        }

        return new Wire.AnalyzerMessage { Policy = policy };
    }

    /// <summary>Pods of one shape share one message.</summary>
    public static string Shape(PodIdentity pod, uint protocol) =>
        $"{protocol}|{pod.Track}|{pod.Version}|" + string.Join('|', pod.Listeners.Select(each => each.ToString()));

    private static Wire.GuardSettings Guard(GuardOrder order)
    {
        var settings = new Wire.GuardSettings { Admission = order.Admission };
        if (order.Margin is { } margin)
        {
            (settings.MarginRatio, settings.MarginAdded) = (margin.Ratio, margin.Added);
        }

        return settings;
    }

    private static Wire.CanaryEndpoint Endpoint(CanaryEndpoint from)
    {
        var endpoint = new Wire.CanaryEndpoint { Pod = from.Pod, Address = from.Address };
        foreach (var (app, direct) in from.DirectPorts.OrderBy(each => each.Key))
        {
            endpoint.DirectPorts.Add((uint)app, (uint)direct);
        }

        return endpoint;
    }

    private static Wire.Listener Listener(ListenerPort from) => new()
    {
        Name = from.Name,
        AppPort = (uint)from.App,
        SplitPort = (uint)from.Split,
        DirectPort = (uint)from.Direct,
        Protocol = from.Protocol,
    };
}

using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>What a probe or a lifecycle hook does.</summary>
internal sealed record Handler(V1HTTPGetAction? Http, V1TCPSocketAction? Tcp, V1GRPCAction? Grpc, V1ExecAction? Exec, long? SleepSeconds)
{
    public static Handler Of(V1Probe probe) => new(probe.HttpGet, probe.TcpSocket, probe.Grpc, probe.Exec, null);

    public static Handler Of(V1LifecycleHandler hook) => new(hook.HttpGet, hook.TcpSocket, null, hook.Exec, hook.Sleep?.Seconds);
}

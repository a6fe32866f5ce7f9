using System.Net.Sockets;
using System.Text.Json;

namespace CanaryMesh.Cluster.Node;

/// <summary>Does what a probe or hook says, once, within a time.</summary>
internal sealed class HandlerRunner(TimeProvider time)
{
    public const string ProbeAgent = "kube-probe/1.36";
    public const string HookAgent = "kube-lifecycle/1.36";

    public async Task<ProbeOutcome> RunAsync(Handler handler, ProbeTarget target, string agent, TimeSpan timeout, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            return await AttemptAsync(handler, target, agent, timeout, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return ProbeOutcome.Failure($"context deadline exceeded after {timeout.TotalSeconds:0}s");
        }
        catch (Exception failed) when (failed is HttpRequestException or SocketException or IOException or TimeoutException or UriFormatException
            or JsonException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return ProbeOutcome.Failure((failed.InnerException ?? failed).Message);
        }
    }

    private async Task<ProbeOutcome> AttemptAsync(Handler handler, ProbeTarget target, string agent, TimeSpan timeout, CancellationToken cancel)
    {
        switch (handler)
        {
            case { Http: { } http }:
                return await HttpProbe.RunAsync(http, target, agent, cancel).ConfigureAwait(false);
            case { Tcp: { } tcp }:
                return await TcpProbe.RunAsync(tcp, target, cancel).ConfigureAwait(false);
            case { Grpc: { } grpc }:
                return await GrpcProbe.RunAsync(grpc, target, agent, cancel).ConfigureAwait(false);
            case { Exec: { } exec }:
                return await ExecProbe.RunAsync(exec, target, timeout, cancel).ConfigureAwait(false);
            case { SleepSeconds: { } seconds }:
                await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancel).ConfigureAwait(false);
                return ProbeOutcome.Success;
            default:
                return ProbeOutcome.Success;
        }
    }
}

using CanaryMesh.Api.Names;
using CanaryMesh.Webhook.Serving;
using k8s;

namespace CanaryMesh.Webhook.Kubernetes;

/// <summary>The control channel's address as a cluster IP, since a pod may have a DNS of its own.</summary>
internal sealed partial class ControlAddress(IKubernetes client, string @namespace, Readiness readiness, TimeProvider time, ILogger<ControlAddress> logger)
    : BackgroundService
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(30);
    private volatile string? _current;

    public string? Current => _current;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(stoppingToken);
            await Task.Delay(_current is null ? Soon : Later, time, stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            var service = await client.CoreV1.ReadNamespacedServiceAsync(Installation.Control, @namespace, cancellationToken: cancellation);
            if (service.Spec?.ClusterIP is { Length: > 0 } ip && ip != "None")
            {
                var address = $"https://{(ip.Contains(':', StringComparison.Ordinal) ? $"[{ip}]" : ip)}:{Ports.Control}";
                if (address != _current)
                {
                    _current = address;
                    LogFound(address);
                }
            }
        }
        catch (Exception exception) when (KubernetesFaults.IsFault(exception) && !cancellation.IsCancellationRequested)
        {
            LogMissing(Installation.Control, KubernetesFaults.Describe(exception));
        }

        readiness.Report("control", _current is null ? $"the Service {Installation.Control} has no address yet" : null);
    }

    [LoggerMessage(LogLevel.Information, "the proxies' control address is {Address}")]
    private partial void LogFound(string address);

    [LoggerMessage(LogLevel.Warning, "the Service {Service} could not be read: {Fault}")]
    private partial void LogMissing(string service, string fault);
}

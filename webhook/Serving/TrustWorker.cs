using CanaryMesh.Certs;
using CanaryMesh.Webhook.Configuration;
using CanaryMesh.Webhook.Kubernetes;

namespace CanaryMesh.Webhook.Serving;

/// <summary>Keeps certificate and trust in step, and this process unready while the API server would not trust it. A replica that would
/// not be trusted gets no traffic, which ends rotation races by construction.</summary>
internal sealed partial class TrustWorker(
    CertificateKeeper keeper, ITrustStore trust, SelfCall call, Surroundings surroundings, Readiness readiness, WebhookMetrics metrics, TimeProvider time,
    ILogger<TrustWorker> logger) : BackgroundService
{
    public const string Part = "certificate";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(10);
    private string? _last = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var fault = await LookAsync(stoppingToken);
            readiness.Report(Part, fault);
            metrics.Ready(readiness.IsReady);
            if (fault != _last)
            {
                Log(fault);
                _last = fault;
            }

            await Task.Delay(readiness.IsReady ? Later : Soon, time, stoppingToken);
        }
    }

    internal async Task<string?> LookAsync(CancellationToken cancellation)
    {
        try
        {
            await keeper.RefreshAsync(cancellation);
            var serving = keeper.Current!;
            metrics.CertificateExpires(serving.Leaf.NotAfter);
            foreach (var (webhook, bundle) in await trust.EnsureAsync(serving.Bundle, cancellation))
            {
                if (TrustCheck.Fault(serving.Leaf, bundle, surroundings.ServiceName, time.GetUtcNow()) is { } fault)
                {
                    return $"the bundle of {webhook} does not trust this process: {fault}";
                }
            }

            return await call.FaultAsync(serving.Bundle, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && (KubernetesFaults.IsFault(exception) || exception is InvalidOperationException))
        {
            return KubernetesFaults.Describe(exception);
        }
    }

    private void Log(string? fault)
    {
        if (fault is null)
        {
            LogTrusted();
        }
        else
        {
            LogFault(fault);
        }
    }

    [LoggerMessage(LogLevel.Information, "the API server trusts this process")]
    private partial void LogTrusted();

    [LoggerMessage(LogLevel.Warning, "not ready: {Fault}")]
    private partial void LogFault(string fault);
}

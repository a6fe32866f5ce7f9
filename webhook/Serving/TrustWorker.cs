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
    private static readonly TimeSpan InstallationMayTake = TimeSpan.FromSeconds(30);
    private readonly long _started = time.GetTimestamp();
    private IReadOnlyDictionary<string, string?>? _bundles;
    private string? _missing;
    private string? _refused;
    private bool _wasComplete;
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

            await Task.Delay(readiness.IsReady && _missing is null ? Later : Soon, time, stoppingToken);
        }
    }

    internal async Task<string?> LookAsync(CancellationToken cancellation)
    {
        try
        {
            await RefreshAsync(cancellation);
            metrics.CertificateExpires(keeper.Current!.Leaf.NotAfter);
            _bundles = await trust.EnsureAsync(keeper.Current.Bundle, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && (KubernetesFaults.IsFault(exception) || exception is InvalidOperationException))
        {
            // What was read last still holds: an API server in trouble must not find every update refused on top of it.
            if (keeper.Current is null || _bundles is null)
            {
                return KubernetesFaults.Describe(exception);
            }

            LogUnread(KubernetesFaults.Describe(exception));
        }

        return Fault(keeper.Current!, _bundles) ?? await call.FaultAsync(keeper.Current!.Bundle, cancellation);
    }

    // A pair in files that cannot be used is told once, whatever was used before goes on.
    private async Task RefreshAsync(CancellationToken cancellation)
    {
        try
        {
            await keeper.RefreshAsync(cancellation);
        }
        finally
        {
            metrics.CertificateRefused(keeper.Fault is not null);
            if (keeper.Fault is { } fault && fault != _refused)
            {
                LogRefused(fault);
            }

            _refused = keeper.Fault;
        }
    }

    private string? Fault(ServingCertificate serving, IReadOnlyDictionary<string, string?> bundles)
    {
        foreach (var (webhook, bundle) in bundles)
        {
            if (bundle is not null && serving.Fault(bundle, surroundings.ServiceName, time.GetUtcNow()) is { } fault)
            {
                return $"the bundle of {webhook} does not trust this process: {fault}";
            }
        }

        return Missing(bundles.FirstOrDefault(each => each.Value is null).Key);
    }

    // While it is being installed a configuration comes later than its server. Later one that somebody took away must not take the other
    // entries along: pods would come up without their proxies.
    private string? Missing(string? configuration)
    {
        if (configuration is not null && configuration != _missing)
        {
            LogMissing(configuration);
        }

        _missing = configuration;
        _wasComplete |= configuration is null;
        return configuration is null || _wasComplete || time.GetElapsedTime(_started) >= InstallationMayTake ? null : $"there is no {configuration} configuration";
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

    [LoggerMessage(LogLevel.Error, "the mounted certificate is refused, the last good one stays if there is one: {Fault}")]
    private partial void LogRefused(string fault);

    [LoggerMessage(LogLevel.Information, "the API server trusts this process")]
    private partial void LogTrusted();

    [LoggerMessage(LogLevel.Warning, "not ready: {Fault}")]
    private partial void LogFault(string fault);

    [LoggerMessage(LogLevel.Warning, "there is no {Configuration} configuration: what its entries did is not done")]
    private partial void LogMissing(string configuration);

    [LoggerMessage(LogLevel.Warning, "the configurations could not be read ({Fault}); what was read last still holds")]
    private partial void LogUnread(string fault);
}

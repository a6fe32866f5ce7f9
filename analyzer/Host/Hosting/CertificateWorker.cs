using CanaryMesh.Certs;

namespace CanaryMesh.Analyzer.Hosting;

/// <summary>Keeps the control channel's certificate current; a failure keeps the last good one and is tried again.</summary>
internal sealed partial class CertificateWorker(CertificateKeeper certificates, TimeProvider time, ILogger<CertificateWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(30);

    private string? _refused;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await certificates.RefreshAsync(stoppingToken))
                {
                    LogRenewed(certificates.Current!.RenewAt);
                }

                TellRefused(certificates.Fault);
            }
            catch (InvalidOperationException exception)
            {
                if (exception.Message != _refused)
                {
                    LogFailed(exception.Message);
                }

                _refused = exception.Message;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(certificates.Current is null ? Patience : Pace, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void TellRefused(string? fault)
    {
        if (fault is not null && fault != _refused)
        {
            LogRefused(fault);
        }

        _refused = fault;
    }

    [LoggerMessage(2109, LogLevel.Error, "The mounted certificate is refused, the last good one stays: {Fault}")]
    private partial void LogRefused(string fault);

    [LoggerMessage(2101, LogLevel.Information, "Certificate of the control channel taken; next at {RenewAt}")]
    private partial void LogRenewed(DateTimeOffset renewAt);

    [LoggerMessage(2102, LogLevel.Warning, "Certificate of the control channel not renewed: {Fault}")]
    private partial void LogFailed(string fault);
}

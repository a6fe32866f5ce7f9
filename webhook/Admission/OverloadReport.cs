namespace CanaryMesh.Webhook.Admission;

/// <summary>Counts refused reviews each, and tells of them in one line per period: under overload a line for each would be load of its own.</summary>
internal sealed partial class OverloadReport(WebhookMetrics metrics, TimeProvider time, ILogger<OverloadReport> logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private long? _told;
    private int _since;

    public void Refused(string entry, string reason)
    {
        metrics.Overloaded(entry, reason);
        int count;
        lock (_gate)
        {
            _since++;
            if (_told is { } told && time.GetElapsedTime(told) < Period)
            {
                return;
            }

            _told = time.GetTimestamp();
            (count, _since) = (_since, 0);
        }

        LogRefused(count, entry, reason);
    }

    [LoggerMessage(LogLevel.Warning, "overload: {Count} reviews refused since the last such line, the last by {Entry}: {Reason}; each webhook's failurePolicy decides")]
    private partial void LogRefused(int count, string entry, string reason);
}

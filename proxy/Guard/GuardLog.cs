namespace CanaryMesh.Proxy.Guard;

internal sealed partial class GuardLog(ILogger<GuardLog> logger)
{
    [LoggerMessage(EventId = 20, Level = LogLevel.Warning, Message = "Canary {Version} is ejected here: {CanaryFailed} of its requests failed and {PrimaryFailed} of the primary's, of {Requests} in all; log evidence {LogEvidence:F2}")]
    private static partial void LogEjected(ILogger logger, string version, long canaryFailed, long primaryFailed, long requests, double logEvidence);

    [LoggerMessage(EventId = 21, Level = LogLevel.Information, Message = "Canary {Version} is admitted again by policy {Term}.{Revision}")]
    private static partial void LogAdmitted(ILogger logger, string version, ulong term, ulong revision);

    public void Ejected(GuardAlarm alarm) =>
        LogEjected(logger, alarm.Version, alarm.CanaryFailed, alarm.PrimaryFailed, alarm.Requests, alarm.LogEvidence);

    public void Admitted(string version, ulong term, ulong revision) => LogAdmitted(logger, version, term, revision);
}

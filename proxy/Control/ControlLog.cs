namespace CanaryMesh.Proxy.Control;

internal sealed partial class ControlLog(ILogger<ControlLog> logger)
{
    [LoggerMessage(EventId = 10, Level = LogLevel.Warning, Message = "No control address is configured: everything goes to the own app")]
    private static partial void LogNoAddress(ILogger logger);

    [LoggerMessage(EventId = 11, Level = LogLevel.Warning, Message = "No credentials for the control channel: {Fault}; the weights in force stay")]
    private static partial void LogNoCredentials(ILogger logger, string fault);

    [LoggerMessage(EventId = 12, Level = LogLevel.Information, Message = "Control channel connected")]
    private static partial void LogConnected(ILogger logger);

    [LoggerMessage(EventId = 13, Level = LogLevel.Warning, Message = "Control channel lost: {Reason}; the weights in force stay")]
    private static partial void LogLost(ILogger logger, string reason);

    [LoggerMessage(EventId = 14, Level = LogLevel.Information, Message = "The analyzer ends the stream: {Reason}")]
    private static partial void LogBye(ILogger logger, string reason);

    [LoggerMessage(EventId = 15, Level = LogLevel.Information, Message = "Policy {Term}.{Revision} applied: weight {Weight}, {Endpoints} canary endpoints")]
    private static partial void LogPolicyApplied(ILogger logger, ulong term, ulong revision, uint weight, int endpoints);

    [LoggerMessage(EventId = 16, Level = LogLevel.Warning, Message = "Policy {Term}.{Revision} refused: {Reason}")]
    private static partial void LogPolicyRefused(ILogger logger, ulong term, ulong revision, string reason);

    [LoggerMessage(EventId = 17, Level = LogLevel.Debug, Message = "Control channel still lost: {Reason}")]
    private static partial void LogStillLost(ILogger logger, string reason);

    public void NoAddress() => LogNoAddress(logger);

    public void NoCredentials(string fault) => LogNoCredentials(logger, fault);

    public void Connected() => LogConnected(logger);

    public void Lost(string reason) => LogLost(logger, reason);

    public void StillLost(string reason) => LogStillLost(logger, reason);

    public void Bye(string reason) => LogBye(logger, reason);

    public void PolicyApplied(ulong term, ulong revision, uint weight, int endpoints) =>
        LogPolicyApplied(logger, term, revision, weight, endpoints);

    public void PolicyRefused(ulong term, ulong revision, string reason) => LogPolicyRefused(logger, term, revision, reason);
}

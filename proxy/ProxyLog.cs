using System.Net;

namespace CanaryMesh.Proxy;

internal static partial class ProxyLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Listening for {Ports} ports on {Address}, admin port {AdminPort}, app at {App}")]
    public static partial void Started(ILogger logger, int ports, IPAddress address, int adminPort, IPAddress app);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Draining: not ready, still accepting")]
    public static partial void Draining(ILogger logger);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "No longer accepting; {InFlight} requests in flight")]
    public static partial void Closing(ILogger logger, int inFlight);

    [LoggerMessage(EventId = 4, Level = LogLevel.Information, Message = "Stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(EventId = 5, Level = LogLevel.Critical, Message = "A listener could not be bound")]
    public static partial void NotBound(ILogger logger, Exception exception);
}

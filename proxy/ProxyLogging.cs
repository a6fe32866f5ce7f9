using Microsoft.Extensions.Logging.Console;

namespace CanaryMesh.Proxy;

internal static class ProxyLogging
{
    /// <summary>JSON lines on standard output; where nobody takes them they are dropped, since who logs may be the thread that carries all
    /// traffic. The libraries beneath speak only of what broke them: nothing is logged per request.</summary>
    public static ILoggerFactory Make(LogLevel level) => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(level)
        .AddFilter("Microsoft", LogLevel.Critical)
        .AddFilter("Yarp", LogLevel.None)
        .AddFilter("Grpc", LogLevel.None)
        .AddFilter("System.Net.Http", LogLevel.None)
        .AddConsole(console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite)
        .AddJsonConsole(console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        }));
}

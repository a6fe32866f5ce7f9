namespace CanaryMesh.Cluster.Controllers.Running;

/// <summary>What controllers say about themselves.</summary>
internal static partial class ControlLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Controller}: {Key} will be tried again")]
    public static partial void Failed(ILogger log, string controller, string? key, Exception e);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Controller}: {Key} was refused: {Reason}")]
    public static partial void Refused(ILogger log, string controller, string? key, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watch on {Kind} broke and begins again")]
    public static partial void WatchBroke(ILogger log, string kind, Exception e);

    [LoggerMessage(Level = LogLevel.Debug, Message = "An event about {Name} was not written")]
    public static partial void EventLost(ILogger log, string name, Exception e);
}

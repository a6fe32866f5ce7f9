namespace CanaryMesh.Cluster.Node;

internal static partial class NodeLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Pod}: container {Container} ended with {Code}")]
    public static partial void Ended(ILogger log, string pod, string container, int code);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Pod}: container {Container} started")]
    public static partial void ContainerStarted(ILogger log, string pod, string container);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Pod}: the node failed at this pod")]
    public static partial void PodFailed(ILogger log, Exception failure, string pod);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{What}: {Message}")]
    public static partial void Refused(ILogger log, string what, string message);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Resource} {Namespace}/{Name} is not understood")]
    public static partial void NotUnderstood(ILogger log, Exception failure, string resource, string @namespace, string name);
}

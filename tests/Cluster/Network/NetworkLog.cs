using System.Net;

namespace CanaryMesh.Cluster.Network;

internal static partial class NetworkLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "No Service can listen at {Address}: {Message}")]
    public static partial void CannotListen(ILogger log, IPEndPoint address, string message);

    [LoggerMessage(Level = LogLevel.Debug, Message = "connection {Client} goes to {Endpoint}")]
    public static partial void Carried(ILogger log, EndPoint? client, IPEndPoint endpoint);
}

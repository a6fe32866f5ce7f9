using System.Net;

namespace CanaryMesh.Cluster.Network;

internal static partial class NetworkLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "No Service can listen at {Address}: {Message}")]
    public static partial void CannotListen(ILogger log, IPEndPoint address, string message);
}

namespace CanaryMesh.Soak.Tests;

public sealed class ConnectionLogTests
{
    private static readonly ConnectionLog Log = ConnectionLog.Read(
    [
        "12:00:00.100 dbug: CanaryMesh.Cluster.Network.ServiceNetwork[2] connection 127.0.0.1:40001 goes to 127.1.0.5:14080",
        "something else",
        "12:00:05.100 dbug: CanaryMesh.Cluster.Network.ServiceNetwork[2] connection 127.0.0.1:40001 goes to 127.1.0.6:14080",
    ]);

    [Theory]
    [InlineData(40001, 1, "127.1.0.5")]
    [InlineData(40001, 6, "127.1.0.6")]
    [InlineData(40002, 6, null)]
    [InlineData(null, 6, null)]
    public void PodOf_PortUsedTwice_IsThatOfTheLastConnectionUntilThen(int? port, int second, string? pod) =>
        Assert.Equal(pod, Log.PodOf(port, new DateTimeOffset(new DateTime(2026, 1, 1, 12, 0, second, DateTimeKind.Local))));
}

namespace CanaryMesh.Proxy.Tests;

public sealed class IdleCollectionTests
{
    [Theory]
    [InlineData(499, 0, false)]
    [InlineData(1000, 250, false)]
    [InlineData(1000, 249, true)]
    public void IsWorthIt_AfterManyConnectionsHaveGone_IsTrue(int peak, int now, bool worth) =>
        Assert.Equal(worth, IdleCollection.IsWorthIt(peak, now));
}

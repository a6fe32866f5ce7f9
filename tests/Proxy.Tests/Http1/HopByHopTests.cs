using CanaryMesh.Proxy.Http1;

namespace CanaryMesh.Proxy.Tests.Http1;

public sealed class HopByHopTests
{
    [Theory]
    [InlineData("X-Own, close", "x-own", true)]
    [InlineData("close,X-Own", "X-Own", true)]
    [InlineData("close", "X-Own", false)]
    [InlineData("X-Owner", "X-Own", false)]
    public void IsNamed_ByTheConnectionField_IsFoundInItsList(string connection, string name, bool named) =>
        Assert.Equal(named, HopByHop.IsNamed(connection, name));

    [Theory]
    [InlineData("connection", true)]
    [InlineData("TE", true)]
    [InlineData("Transfer-Encoding", true)]
    [InlineData("Trailer", false)]
    [InlineData("Content-Length", false)]
    public void Is_OfAName_TellsWhatConcernsOneConnection(string name, bool isHopByHop) => Assert.Equal(isHopByHop, HopByHop.Is(name));
}

using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Http;

namespace CanaryMesh.Cluster.Tests.Http;

public sealed class ContinueTokenTests
{
    [Fact]
    public void Token_WrittenAndRead_IsTheSame()
    {
        var token = new ContinueToken(77, "ns/object>?");

        Assert.Equal(token, ContinueToken.Read(token.Write()));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("abc")]
    [InlineData("eyJhIjoxfQ")]
    public void Token_OfNoPage_IsRefused(string token) => Assert.Equal(400, Assert.Throws<ApiException>(() => ContinueToken.Read(token)).Code);
}

using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Tests.Server;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("1000m", "1")]
    [InlineData("0.5", "500m")]
    [InlineData("1024Ki", "1Mi")]
    [InlineData("1e3", "1e3")]
    [InlineData("1500Mi", "1500Mi")]
    [InlineData("0", "0")]
    [InlineData("lots", null)]
    public void Canonical_GivenText_WritesTheShortForm(string text, string? expected) => Assert.Equal(expected, Quantity.Canonical(text));
}

using CanaryMesh.Api.Values;

namespace CanaryMesh.Api.Tests.Values;

public sealed class ParentCheckTests
{
    [Theory]
    [InlineData(null, null, "public")]
    [InlineData("Gateway", "infra", "public")]
    [InlineData("ListenerSet", "infra", "public")]
    [InlineData("Service", null, "shop")]
    [InlineData("Service", "", "shop")]
    [InlineData("Service", "web", "shop")]
    public void Why_AGatewayOrItsOwnService_IsNotRefused(string? kind, string? parentNamespace, string name) =>
        Assert.Null(ParentCheck.Why(kind, parentNamespace, name, "shop", "web"));

    [Theory]
    [InlineData("Service", null, "payments", "Service payments")]
    [InlineData("Service", "bank", "shop", "Service bank/shop")]
    [InlineData("ServiceEntry", null, "shop", "ServiceEntry shop")]
    public void Why_AServiceOfOthers_IsNamed(string kind, string? parentNamespace, string name, string shown) =>
        Assert.StartsWith($"{shown} must be Service shop of this namespace, or a Gateway", ParentCheck.Why(kind, parentNamespace, name, "shop", "web"), StringComparison.Ordinal);
}

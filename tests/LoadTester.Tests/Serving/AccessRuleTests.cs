using CanaryMesh.LoadTester.Serving;

namespace CanaryMesh.LoadTester.Tests.Serving;

public class AccessRuleTests
{
    [Theory]
    [InlineData("Bearer s3cret", true)]
    [InlineData("bearer s3cret", true)]
    [InlineData("Basic YW55OnMzY3JldA==", true)] // any:s3cret
    [InlineData("Basic OnMzY3JldA==", true)] // :s3cret
    [InlineData("Basic czNjcmV0", false)] // s3cret
    [InlineData("Basic ?", false)]
    [InlineData("Bearer s3cre", false)]
    [InlineData("Bearer s3cret2", false)]
    [InlineData("Bearer ", false)]
    [InlineData("s3cret", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Rule_LetsTheTokenThroughAlone(string? authorization, bool allowed) => Assert.Equal(allowed, AccessRule.Allows(authorization, "s3cret"));
}

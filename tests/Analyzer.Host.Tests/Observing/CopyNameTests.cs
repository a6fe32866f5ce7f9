using CanaryMesh.Analyzer.Observing;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public sealed class CopyNameTests
{
    [Theory]
    [InlineData("web-canary", "web")]
    [InlineData("web", null)]
    [InlineData("-canary", null)]
    [InlineData("web-canary-2", null)]
    public void TargetOf_ANameOfADeployment_IsWhatItWouldBeTheCopyOf(string name, string? target) => Assert.Equal(target, CopyName.TargetOf(name));
}

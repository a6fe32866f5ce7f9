using CanaryMesh.Analyzer.Applying;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

/// <summary>A fuse that burns through ends the process, so only what keeps it whole can be seen from within.</summary>
public sealed class ActionFuseTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Burn_WithoutAFile_DoesNothing(string? file)
    {
        new ActionFuse(file).Burn("Progressing", "SetWeight");

        Assert.False(File.Exists("Progressing SetWeight"));
    }

    [Fact]
    public void Burn_AtAPointThatWasCutOffBefore_GoesOnAndWritesNothing()
    {
        File.WriteAllText(_file, "Progressing SetWeight\n");

        new ActionFuse(_file).Burn("Progressing", "SetWeight");

        Assert.Equal("Progressing SetWeight\n", File.ReadAllText(_file));
    }
}

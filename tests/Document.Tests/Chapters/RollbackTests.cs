using CanaryMesh.Document.Tests.Seed;
using CanaryMesh.Document.Tests.Stage;
using CanaryMesh.Document.Tests.Stories;

namespace CanaryMesh.Document.Tests.Chapters;

/// <summary>What the document does by hand to a version on trial, in its order.</summary>
public sealed class RollbackTests
{
    [CommandFact("Manual Rollback", "threshold")]
    public async Task ThresholdOfZero_DuringATrial_RollsBack()
    {
        var status = await RunningStory.AbortedAsync();

        Assert.Equal(("Failed", 0), ((string?)status["phase"], (int?)status["canaryWeight"]));
        Assert.Contains("kubectl canary abort", Readme.Instead("Manual Rollback: `threshold"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnalysisTimeout_WhichTheDocumentPromises_IsAFieldHere()
    {
        Assert.Contains("timeout: 30m", Readme.Instead("Automatic Rollback"), StringComparison.Ordinal);
        var shell = (await DocumentCluster.StartedAsync()).Shell;
        var canary = Fragments.Canary("footanalytics", "timed", 4000, FlaggerDocument.Block("Analysis Optimization"), "timeout: 30m\n");

        Assert.Equal("30m", await shell.RunAsync("kubectl apply --dry-run=server -f - -o jsonpath='{.spec.analysis.timeout}'", canary));
    }

    [CommandFact("Manual Rollback", "skipAnalysis")]
    public async Task SkipAnalysisFalse_AfterARollback_TriesTheVersionAgain()
    {
        var status = await RunningStory.RestartedAsync();

        Assert.Equal("Progressing", (string?)status["phase"]);
        Assert.Contains("kubectl canary retry", Readme.Instead("Manual Rollback: `skipAnalysis"), StringComparison.Ordinal);
    }
}

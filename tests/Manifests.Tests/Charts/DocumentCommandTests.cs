namespace CanaryMesh.Manifests.Tests.Charts;

/// <summary>Commands that Flagger's users know, with our names.</summary>
public sealed class DocumentCommandTests
{
    [Fact]
    public async Task Installation_WithMeshAndMetricsServer_AsksTheServerAndSaysWhatIsNotWritten()
    {
        var chart = Chart.CanaryMesh with { Namespace = "istio-system" };

        var said = await chart.RenderWithNotesAsync("--set", "meshProvider=istio", "--set", "metricsServer=http://prometheus-server.monitoring:80");

        Assert.Contains("metrics-server: http://prometheus-server.monitoring:80", said, StringComparison.Ordinal);
        Assert.Contains("WARNING: meshProvider=istio writes no VirtualService", said, StringComparison.Ordinal);
        Assert.Contains("kubectl -n istio-system get pods -l app.kubernetes.io/part-of=canarymesh", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadTester_IsFoundByItsLabelAndByItsAddress()
    {
        var said = await Chart.LoadTester.RenderWithNotesAsync();

        Assert.Contains("app.kubernetes.io/name: loadtester", said, StringComparison.Ordinal);
        Assert.Contains("answers at http://flagger-loadtester.test/.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_FindsNothing()
    {
        foreach (var chart in Chart.All)
        {
            var result = await Helm.RunAsync("lint", "--strict", chart.Folder);
            Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        }
    }
}

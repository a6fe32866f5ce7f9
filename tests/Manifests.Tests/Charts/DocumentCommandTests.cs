namespace CanaryMesh.Manifests.Tests.Charts;

/// <summary>Commands that Flagger's users know, with our names.</summary>
public sealed class DocumentCommandTests
{
    [Fact]
    public async Task Installation_WithMeshAndMetricsServer_AsksTheServerAndSaysWhoSplits()
    {
        var chart = Chart.CanaryMesh with { Namespace = "istio-system" };

        var said = await chart.RenderWithNotesAsync("--set", "meshProvider=istio", "--set", "metricsServer=http://prometheus-server.monitoring:80");

        Assert.Contains("metrics-server: http://prometheus-server.monitoring:80", said, StringComparison.Ordinal);
        Assert.Contains("meshProvider=istio sets only that our own pods stay out of the mesh: who splits is chosen for each target", said, StringComparison.Ordinal);
        Assert.Contains("kubectl -n istio-system get pods -l app.kubernetes.io/part-of=canarymesh", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("istio", "Targets whose pods have Istio's sidecar get a VirtualService")]
    [InlineData("gatewayapi:v1", "Canaries with spec.service.gatewayRefs get an HTTPRoute")]
    [InlineData("kubernetes", "Without spec.provider: kubernetes in its Canary")]
    public async Task MeshProvider_ThatCanariesMayName_IsTakenAndSaysWhatItMeans(string provider, string sentence)
    {
        var said = await Chart.CanaryMesh.RenderWithNotesAsync("--set", $"meshProvider={provider}");

        Assert.Contains(sentence, said, StringComparison.Ordinal);
        Assert.DoesNotContain(sentence, await Chart.CanaryMesh.RenderWithNotesAsync("--set", "meshProvider=canarymesh"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MeshProvider_OfAMeshThatIsNotServed_IsRefusedWithThoseThatAre()
    {
        var result = await Chart.CanaryMesh.RunAsync("template", "--set", "meshProvider=linkerd");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("'canarymesh', 'istio', 'gatewayapi:v1', 'kubernetes'", result.Errors, StringComparison.Ordinal);
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

using CanaryMesh.Api.Names;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Onboarding backwards, under load.</summary>
public sealed class LeavingTests(ManagedWebFixture fixture) : IClassFixture<ManagedWebFixture>
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Annotation_RemovedInMidTrial_LosesNothingAndLeavesNothingOfOurs()
    {
        var before = Web.Load.Counts.Snapshot();
        await Web.SetVersionAsync("2", CancellationToken.None);
        await Web.Canary.UntilAsync(canary => canary.ServesItsWeight, Within, "version 2 serves its share", CancellationToken.None);
        await Kubectl("annotate", "deploy/web", $"{AnnotationNames.Enabled}-", $"{AnnotationNames.Interval}-", $"{AnnotationNames.StepWeight}-", $"{AnnotationNames.MaxWeight}-", $"{AnnotationNames.Threshold}-");
        await Eventually.TrueAsync(
            async () => (await Kubectl("get", "canary", "web", "--ignore-not-found", "-o", "name")).Length == 0, Within, "the canary is gone", CancellationToken.None);
        await Kubectl("rollout", "status", "deploy/web", "--timeout=30s");

        Assert.Equal(before.Lost, Web.Load.Counts.Snapshot().Lost);
        Assert.Equal(before.Failed, Web.Load.Counts.Snapshot().Failed);
        Assert.Equal("sample/web:1", await Kubectl("get", "deploy", "web", "-o", "jsonpath={.spec.template.spec.containers[0].image}"));
        Assert.DoesNotContain(AnnotationNames.Prefix, await Kubectl("get", "deploy,svc,cm", "-o", "yaml"), StringComparison.Ordinal);
        Assert.Equal("service/web", (await Kubectl("get", "svc", "-o", "name")).Trim().ReplaceLineEndings(" "));
    }

    private ManagedWeb Web => fixture.Web;

    private Task<string> Kubectl(params string[] arguments) => Web.Kubectl.RunAsync(CancellationToken.None, arguments);
}

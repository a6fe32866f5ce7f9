namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Rollouts of the provider kubernetes: nobody's request is split without weights, and the proxies split them with weights.</summary>
public sealed class KubernetesTests(KubernetesTrials trials) : IClassFixture<KubernetesTrials>
{
    [Fact]
    public Task Iterations_UnderLoad_SwitchToAGoodVersionAndShowABadOneToNobody() => trials.BlueGreen;

    [Fact]
    public Task StepWeight_UnderLoad_GetsItsSharesIsPromotedAndLosesNothing() => trials.Weights;
}

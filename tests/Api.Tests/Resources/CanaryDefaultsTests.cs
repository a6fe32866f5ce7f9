using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Api.Tests.Resources;

public class CanaryDefaultsTests
{
    [Fact]
    public void SpecFor_ADeployment_NamesItAndRampsByTens()
    {
        var spec = CanaryDefaults.SpecFor("api-gateway");

        Assert.Equal(("apps/v1", "Deployment", "api-gateway"), (spec.TargetRef.ApiVersion, spec.TargetRef.Kind, spec.TargetRef.Name));
        Assert.Equal(("15s", 3, 10, 50), (spec.Analysis.Interval, spec.Analysis.Threshold, spec.Analysis.StepWeight, spec.Analysis.MaxWeight));
        Assert.Equal(
            [("request-success-rate", 99m, null), ("request-duration", null, 500m)],
            spec.Analysis.Metrics!.Select(check => (check.Name, check.ThresholdRange!.Min, check.ThresholdRange.Max)));
    }
}

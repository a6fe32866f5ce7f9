using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

public class ReadyThresholdTests
{
    [Theory]
    [InlineData(100, 3, 4, false)]
    [InlineData(75, 3, 4, true)]
    [InlineData(75, 2, 4, false)]
    [InlineData(75, 3, 3, false)]
    [InlineData(0, 0, 4, false)]
    [InlineData(0, 1, 4, true)]
    public void CopyOfFourPods_IsReadyAtItsThreshold(int threshold, int ready, int replicas, bool isEnough) =>
        Assert.Equal(isEnough, StepSchedule.IsEnough(Some.Spec with { CanaryReadyThreshold = threshold }, ready, replicas, needed: 4));

    [Theory]
    [InlineData(100, 0)]
    [InlineData(50, 10)]
    public void FirstWeight_OfACopyThatIsHalfReady_ComesByTheThreshold(int threshold, int weight)
    {
        var seen = (Some.OnTrial with { Routes = Some.At(0), Spec = Some.Spec with { CanaryReadyThreshold = threshold } })
            .Status(status => status with { Weight = 0, StepStartedAt = null, PrimaryReplicasAtStart = 20 });

        Assert.Equal(weight, seen.Copy(copy => copy with { Replicas = 2, Ready = 1 }).Plan().Weight());
    }

    [Theory]
    [InlineData(100, 40)]
    [InlineData(80, 50)]
    public void NextWeight_OfACopyThatIsNearlyReady_ComesByTheThreshold(int threshold, int weight)
    {
        var seen = (Some.OnTrial with { Routes = Some.At(40), Spec = Some.Spec with { CanaryReadyThreshold = threshold } })
            .Status(status => status with { Weight = 40, PrimaryReplicasAtStart = 10 });

        Assert.Equal(weight, seen.Copy(copy => copy with { Replicas = 5, Ready = 4 }).Plan(Verdict.Passed).Weight());
    }
}

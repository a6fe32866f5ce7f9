namespace CanaryMesh.Soak.Tests;

public sealed class VersionPlanTests
{
    [Fact]
    public void Next_ManyTurns_IsGoodAndBadInTurnAndNeverWhatServes()
    {
        var plan = new VersionPlan(7);
        var serving = "2";
        for (var turn = 0; turn < 200; turn++)
        {
            var next = plan.Next(serving);

            Assert.Equal(turn % 2 == 1, VersionPlan.IsBad(next));
            Assert.NotEqual(serving, next);
            serving = VersionPlan.IsBad(next) ? serving : next;
        }
    }

    [Fact]
    public void Next_SameSeed_IsTheSame() => Assert.Equal(Draw(), Draw());

    private static List<string> Draw()
    {
        var plan = new VersionPlan(7);
        return [.. Enumerable.Range(0, 20).Select(_ => plan.Next("1"))];
    }
}

namespace CanaryMesh.Cluster.Tests.Golden;

[Collection("golden")]
public sealed class GoldenTests(GoldenStageFixture stage)
{
    public static TheoryData<string> Records
    {
        get
        {
            var ids = GoldenRecords.Ids().ToList();
            return [.. ids.Count > 0 ? ids : [""]];
        }
    }

    [Theory]
    [MemberData(nameof(Records))]
    public async Task Record_Replayed_AnswersAsTheRealOne(string id)
    {
        if (id.Length == 0)
        {
            Assert.Null(GoldenRecords.Folder);
            return;
        }

        var difference = await stage.DifferenceAsync(id);
        if (NotYet.Reasons.TryGetValue(id, out var reason))
        {
            Assert.True(difference is not null, $"passes now; take it off the list: {reason}");
            return;
        }

        Assert.True(difference is null, difference);
    }

    [Fact]
    public void NotYet_NamesRecordsThatAreThere()
    {
        if (GoldenRecords.Folder is not null && Environment.GetEnvironmentVariable("GOLDEN_DIR") is null or "")
        {
            Assert.Empty(NotYet.Reasons.Keys.Except(GoldenRecords.Ids()));
        }
    }
}

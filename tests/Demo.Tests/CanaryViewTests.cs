using System.Text.Json.Nodes;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.Demo.Tests;

public sealed class CanaryViewTests
{
    [Fact]
    public void Read_OfAWholeStatus_TakesWhatTheScreenShows()
    {
        var canary = Parse("""
            {"status": {"phase": "Progressing", "canaryWeight": 20, "appliedWeight": 20, "failedChecks": 1, "reason": "Analysing",
             "message": "step 2 of 5", "nextLookTime": "2030-01-01T00:00:05Z"}}
            """);

        var view = CanaryView.Read(canary);

        Assert.True(view.ServesItsWeight);
        Assert.Equal(("Progressing", 20, 1, "step 2 of 5"), (view.Phase, view.Weight, view.FailedChecks, view.Message));
        Assert.Equal(new DateTimeOffset(2030, 1, 1, 0, 0, 5, TimeSpan.Zero), view.NextLook);
    }

    [Fact]
    public void Read_BeforeAnyStatus_IsUnknown() => Assert.Equal(CanaryView.Unknown, CanaryView.Read(Parse("{}")));

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}

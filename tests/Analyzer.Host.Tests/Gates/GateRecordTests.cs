using System.Text.Json;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Resources;

namespace CanaryMesh.Analyzer.Host.Tests.Gates;

/// <summary>What a rollout waits for survives the record.</summary>
public sealed class GateRecordTests
{
    private static readonly DateTimeOffset At = new(2030, 1, 1, 12, 0, 0, 250, TimeSpan.Zero);

    [Theory]
    [InlineData(HookType.ConfirmRollout, RolloutPhase.Initialized, "Waiting", "Unknown")]
    [InlineData(HookType.ConfirmPromotion, RolloutPhase.Progressing, "WaitingPromotion", "Unknown")]
    public void ClosedGate_ComesBackFromItsRecordWithItsPhase(HookType type, RolloutPhase phase, string word, string promoted)
    {
        var status = new RolloutStatus
        {
            Phase = phase,
            Gate = new(type, "v1:abc", At, At.AddSeconds(10)) { ClosedBy = "gate", Approved = true },
            Post = new("v1:abc", "Failed", At),
            PausedSince = At,
            LastCommand = "pause:1",
            LastCommandBy = "alice",
            LastCommandAt = At,
        };
        var written = StatusWriter.Patch(Thing.Canary(), status, null, At, null)!["status"]!;
        var read = StatusReader.Read(JsonSerializer.Deserialize(written, ResourceJson.Default.CanaryStatus));

        Assert.Equal((word, promoted), ((string?)written["phase"], (string?)written["conditions"]![0]!["status"]));
        Assert.Equal(status, read with { Promoted = status.Promoted, PrimaryReplicasAtStart = 0, Message = "" });
    }

    [Fact]
    public void Record_OfWhatIsOver_IsTakenAway()
    {
        var canary = Thing.Canary("""{"phase":"Progressing","gate":{"type":"rollback","version":"v"},"ending":{"version":"v","phase":"Failed"},"pausedTime":"2030-01-01T12:00:00Z"}""");

        var patch = StatusWriter.Patch(canary, new RolloutStatus { Phase = RolloutPhase.Progressing }, null, At, null)!["status"]!.AsObject();

        Assert.All(new[] { "gate", "ending", "pausedTime" }, name => Assert.True(patch.ContainsKey(name) && patch[name] is null, name));
    }
}

using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Control;
using CanaryMesh.Proxy.Telemetry;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests.Forwarding;

/// <summary>Answers that do not begin: real sockets, and the waiting by a clock of the test's.</summary>
public sealed class OverdueTests : SplitPods
{
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(11);
    private static readonly TimeSpan GivesUp = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CanaryThatHangs_IsATimeoutToTheComparisonWhileItsClientStillWaits(bool http2)
    {
        using var client = Start(http2);
        using var leave = new CancellationTokenSource();
        var asked = await HangAsync(client, "/slow", leave.Token);

        Pod.Waits.Advance(TooLong);

        Assert.Equal(1ul, Row().Overdue);
        Assert.DoesNotContain(Row().OverdueEnded, each => each > 0);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await Until.TrueAsync(() => Row().ClientCancel == 1);
        Assert.Equal([0, 0, 0, 0, 0, 1], Row().OverdueEnded);
        Assert.Equal(1ul, Row().Overdue);
    }

    [Fact]
    public async Task CanaryThatAnswersTooLate_IsATimeoutToTheComparisonAndASuccessToEverybodyElse()
    {
        using var client = Start(http2: false);
        var asked = await HangAsync(client, "/slow", CancellationToken.None);
        Pod.Waits.Advance(TooLong);
        Canary.App.Gate.SetResult();
        using var answer = await asked;

        await Until.TrueAsync(() => Row().Success >= 1);
        Assert.Equal((1ul, 1ul), (Row().Overdue, Row().OverdueEnded[0]));
        Assert.Equal(Row().Success - 1, (ulong)Row().FineCount.Sum(each => (long)each));
    }

    [Fact]
    public async Task ClientThatLeavesInTime_BlamesNobody()
    {
        using var client = Start(http2: false);
        using var leave = new CancellationTokenSource();
        var asked = await HangAsync(client, "/slow", leave.Token);
        Pod.Waits.Advance(TimeSpan.FromSeconds(0.9));
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await Until.TrueAsync(() => Row().ClientCancel == 1);
        Pod.Waits.Advance(TooLong);

        Assert.Equal((0ul, 0), (Row().Overdue, Row().OverdueEnded.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ClientThatGivesUpOnTheCanary_IsATimeoutToTheComparisonAndACancelToEverybodyElse(bool http2)
    {
        using var client = Start(http2);
        using var leave = new CancellationTokenSource();
        var asked = await HangAsync(client, "/slow", leave.Token);
        Pod.Waits.Advance(GivesUp);
        Assert.Equal(0ul, Row().Overdue);

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);

        await Until.TrueAsync(() => Row().ClientCancel == 1);
        Pod.Waits.Advance(TooLong);
        Assert.Equal((1ul, 0ul), (Row().Overdue, Row().Timeout));
        Assert.Equal([0, 0, 0, 0, 0, 1], Row().OverdueEnded);
    }

    [Fact]
    public async Task ClientThatGivesUpOnThePrimary_CountsAlike()
    {
        Pod.Offer(1, 1, Canary);
        Canary.App.Gate.SetResult();
        using var client = Pod.Client();
        while (!await GiveUpAsync(client, Pod))
        {
        }

        await Until.TrueAsync(() => Row(Side.Primary, 1).ClientCancel == 1);
        Assert.Equal(1ul, Row(Side.Primary, 1).Overdue);
    }

    [Fact]
    public async Task ClientsThatGiveUpOnTheCanary_EjectIt()
    {
        var policy = Some.Policy(1, 50);
        policy.Guard = new GuardSettings();
        policy.CanaryEndpoints.Add(Some.Endpoint(Canary.Name, Canary.Address.ToString()));
        Pod.Server.Policies.Offer(policy);
        Pod.App.Gate.SetResult();
        using var client = Pod.Client();
        for (var request = 0; request < 200 && Pod.Server.Policies.Alarm is null; request++)
        {
            await GiveUpAsync(client, Canary);
        }

        Assert.Equal((true, 0u), (Pod.Server.Policies.Alarm?.CanaryFailed > 1, Pod.Server.Policies.Current.EffectiveWeight));
    }

    [Fact]
    public async Task StreamThatItsClientLeaves_IsNotOverdue()
    {
        using var client = Start(http2: false);
        var answer = await await HangAsync(client, "/events", CancellationToken.None);
        Pod.Waits.Advance(GivesUp);
        answer.Dispose();

        await Until.TrueAsync(() => Pod.Server.Meter.InFlight == 0);
        Assert.Equal((0ul, 0ul, true), (Row().Overdue, Row().ClientCancel, Row().Success > 0));
        Canary.App.Gate.SetResult();
    }

    [Fact]
    public async Task Stream_WhoseHeadCame_IsNotOverdue()
    {
        using var client = Start(http2: false);
        var asked = await HangAsync(client, "/events", CancellationToken.None);
        using var answer = await asked;
        Pod.Waits.Advance(TooLong);

        Assert.Equal((0ul, true), (Row().Overdue, Row().Success > 0));
        Canary.App.Gate.SetResult();
    }

    private HttpClient Start(bool http2)
    {
        Pod.Offer(1, 50, Canary);
        return Pod.Client(http2 ? TestPod.GrpcSplit : TestPod.Split, http2);
    }

    // Answers of the primary do not hang: until the canary is drawn it is asked for something that does not.
    private async Task<Task<HttpResponseMessage>> HangAsync(HttpClient client, string path, CancellationToken leave)
    {
        Pod.App.Gate.SetResult();
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var asked = client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, leave);
            await Until.TrueAsync(() => asked.IsCompleted || Canary.App.Served > 0);
            if (Canary.App.Served > 0)
            {
                return asked;
            }

            (await asked).Dispose();
        }

        throw new InvalidOperationException("The canary was never drawn.");
    }

    // One request; whether it was that pod which kept it waiting.
    private async Task<bool> GiveUpAsync(HttpClient client, TestPod hangs)
    {
        using var leave = new CancellationTokenSource();
        var served = hangs.App.Served;
        var asked = client.GetAsync(new Uri("/slow", UriKind.Relative), leave.Token);
        await Until.TrueAsync(() => asked.IsCompleted || hangs.App.Served > served);
        if (hangs.App.Served == served)
        {
            (await asked).Dispose();
            return false;
        }

        Pod.Waits.Advance(GivesUp);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await Until.TrueAsync(() => Pod.Server.Meter.InFlight == 0);
        return true;
    }

    private SideCounts Row(Side side = Side.Canary, uint weight = 50) => new ReportBuilder(Pod.Server.Ledger, Pod.Server.Policies, Pod.Server.Meter, Pod.Server.Drain, TimeProvider.System).Build()
        .Counts.Single(each => each.Side == side && each.Route == Route.Split && each.EffectiveWeight == weight);
}

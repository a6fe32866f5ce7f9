using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests.Guard;

/// <summary>During a promotion the analyzer orders no guard, and the canary carries what the rolling primary cannot.</summary>
public sealed class GuardWithdrawnTests
{
    private readonly PolicyHolder _holder = Some.Policies();
    private int _closed;

    public GuardWithdrawnTests() => _holder.Closed = () => _closed++;

    [Fact]
    public void LateFailures_DuringAPromotion_CloseTheCanaryNeitherNowNorLater()
    {
        Offer(1, new GuardSettings());
        var drawn = Watched();
        Offer(2, guard: null);

        Fail(drawn);

        Assert.Equal((0, 50u), (_closed, _holder.Current.EffectiveWeight));
        Offer(3, guard: null);
        Assert.Equal(50u, _holder.Current.EffectiveWeight);
        Assert.Null(_holder.Alarm);
    }

    [Fact]
    public void Ejection_BeforeThePromotion_Stays()
    {
        Offer(1, new GuardSettings());
        Fail(Watched());

        Offer(2, guard: null);

        Assert.Equal((1, 0u), (_closed, _holder.Current.EffectiveWeight));
        Assert.NotNull(_holder.Alarm);
    }

    private GuardWatch Watched() => Assert.Single(_holder.Current.Tables).Watched!;

    private void Offer(ulong revision, GuardSettings? guard)
    {
        var policy = Some.Policy(revision, weight: 50);
        policy.Guard = guard;
        policy.CanaryEndpoints.Add(Some.Endpoint("canary-1", "127.0.0.2"));
        Assert.Equal(PolicyVerdict.Applied, _holder.Offer(policy).Verdict);
    }

    private static void Fail(GuardWatch watch)
    {
        for (var index = 0; index < 20; index++)
        {
            watch.End(new DefaultHttpContext(), onCanary: true, Outcome.Reset);
        }
    }
}

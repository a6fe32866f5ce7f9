using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests.Routing;

public sealed class PolicyHolderTests
{
    private readonly PolicyHolder _holder = Some.Policies();

    [Theory]
    [InlineData(2, 1, "Applied")]
    [InlineData(1, 6, "Applied")]
    [InlineData(1, 5, "Ignored")]
    [InlineData(1, 4, "Refused")]
    [InlineData(0, 9, "Refused")]
    public void Offer_AfterTermOneRevisionFive_TakesOnlyANewer(ulong term, ulong revision, string verdict)
    {
        _holder.Offer(Some.Policy(revision: 5));
        var next = Some.Policy();
        next.Id = new PolicyId { Term = term, Revision = revision };

        Assert.Equal(verdict, _holder.Offer(next).Verdict.ToString());
    }

    [Fact]
    public void Offer_OfAThousandBadAddresses_NamesAFewAndKeepsTheLastGoodPolicy()
    {
        _holder.Offer(Some.Policy(revision: 5));
        var bad = Some.Policy(revision: 6, weight: 50);
        Enumerable.Range(0, 1000).ToList().ForEach(index => bad.CanaryEndpoints.Add(Some.Endpoint($"c{index}", "nowhere")));

        var answer = _holder.Offer(bad);

        Assert.Equal(PolicyVerdict.Refused, answer.Verdict);
        Assert.InRange(answer.Reason.Length, 1, 1000);
        Assert.Equal(5ul, _holder.Current.Policy.Id.Revision);
        Assert.Equal(PolicyVerdict.Applied, _holder.Offer(Some.Policy(revision: 6)).Verdict);
    }

    // Nobody to send to: all stays with the own app, and the weight that is served is reported.
    [Fact]
    public void EffectiveWeight_WithoutCanaries_IsZero()
    {
        Assert.Equal(PolicyVerdict.Applied, _holder.Offer(Some.Policy(weight: 50)).Verdict);

        Assert.Equal(0u, _holder.Current.EffectiveWeight);
    }

    [Fact]
    public void Backend_KnownBefore_IsKeptAcrossPolicies()
    {
        var first = Some.Policy(revision: 1, weight: 10);
        first.CanaryEndpoints.Add(Some.Endpoint("canary-1", "10.0.0.7"));
        var second = Some.Policy(revision: 2, weight: 20);
        second.CanaryEndpoints.Add(Some.Endpoint("canary-1", "10.0.0.7"));
        second.CanaryEndpoints.Add(Some.Endpoint("canary-2", "10.0.0.8"));
        _holder.Offer(first);
        var before = _holder.Current.Tables[0].Canaries[0];
        _holder.Offer(second);

        Assert.Same(before, _holder.Current.Tables[0].Canaries[0]);
        Assert.Equal(2, _holder.Current.Tables[0].Canaries.Length);
    }
}

using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests.Routing;

public sealed class PolicyValidatorTests
{
    [Fact]
    public void Faults_OfAGoodPolicy_AreNone()
    {
        var policy = Some.Policy(weight: 10);
        policy.CanaryEndpoints.Add(Some.Endpoint("canary-1", "10.0.0.7"));

        Assert.Empty(PolicyValidator.Faults(policy, "primary"));
    }

    public static TheoryData<Action<Policy>, string> Faulty => new()
    {
        { policy => policy.Id = null, "has no revision" },
        { policy => policy.Protocol = 0, "speaks protocol 0, this proxy 1" },
        { policy => policy.Track = "", "has the unknown track ''" },
        { policy => policy.Track = "canary", "is for track canary, this pod is primary" },
        { policy => policy.CanaryWeight = 101, "has weight 101, more than 100" },
        { policy => policy.Listeners.Add(policy.Listeners[0]), "has app port 8080 twice" },
        { policy => policy.Listeners[0].SplitPort = 70000, "has split port 70000 in listener 'http'" },
        { policy => policy.CanaryEndpoints.Add(Some.Endpoint("c", "nowhere")), "has canary pod 'c' with 'nowhere' for an address" },
        {
            policy => policy.CanaryEndpoints.Add(new CanaryEndpoint { Pod = "c", Address = "10.0.0.7", DirectPorts = { [8080] = 0 } }),
            "has canary pod 'c' with port 0 for app port 8080"
        },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Faults_OfAFaultyPolicy_NameTheFault(Action<Policy> change, string fault)
    {
        ArgumentNullException.ThrowIfNull(change);
        var policy = Some.Policy();
        change(policy);

        Assert.Equal([fault], PolicyValidator.Faults(policy, "primary"));
    }
}

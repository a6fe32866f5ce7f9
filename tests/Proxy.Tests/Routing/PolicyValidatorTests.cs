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

        Assert.Empty(PolicyValidator.Faults(policy, "primary", Some.Plan));
    }

    public static TheoryData<Action<Policy>, string> Faulty => new()
    {
        { policy => policy.Id = null, "has no revision" },
        { policy => policy.Protocol = 0, "speaks protocol 0, this proxy 1" },
        { policy => policy.Track = "", "has the unknown track ''" },
        { policy => policy.Track = "canary", "is for track canary, this pod is primary" },
        { policy => policy.CanaryWeight = 101, "has weight 101, more than 100" },
        { policy => policy.CanaryWeight = unchecked((uint)-5), "has weight 4294967291, more than 100" },
        { policy => policy.Listeners[0].AppPort = 9999, "has listener 'http' for app port 9999, which this pod's plan does not have" },
        { policy => policy.Version = "a\"} 1\n", "has the version 'a\"} 1\\u000a'" },
        { policy => policy.CanaryVersion = new string('v', 65), $"has the canary version '{new string('v', 64)}… (65 characters)'" },
        { policy => policy.CanaryEndpoints.Add(Some.Endpoint("c", "")), "has canary pod 'c' with '' for an address" },
        { policy => policy.CanaryEndpoints.Add(Some.Endpoint("c", "0.0.0.0")), "has canary pod 'c' with '0.0.0.0' for an address" },
        { policy => policy.CanaryEndpoints.Add(Some.Endpoint("c", "10.7")), "has canary pod 'c' with '10.7' for an address" },
        { policy => policy.CanaryEndpoints.Add(Some.Endpoint("c", "167772167")), "has canary pod 'c' with '167772167' for an address" },
        { policy => policy.CanaryEndpoints.Add(Some.Endpoint("c", "255.255.255.255")), "has canary pod 'c' with '255.255.255.255' for an address" },
        { policy => policy.CanaryEndpoints.Add(Some.Endpoint("c", "::")), "has canary pod 'c' with '::' for an address" },
        { policy => policy.CanaryEndpoints.Add(Some.Endpoint("c", "ff02::1")), "has canary pod 'c' with 'ff02::1' for an address" },
        { policy => policy.CanaryEndpoints.Add(Some.Endpoint("c", "10.0.0.7:80")), "has canary pod 'c' with '10.0.0.7:80' for an address" },
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

        Assert.Equal([fault], PolicyValidator.Faults(policy, "primary", Some.Plan));
    }
}

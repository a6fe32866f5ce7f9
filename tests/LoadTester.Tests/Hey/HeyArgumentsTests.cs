using CanaryMesh.LoadTester.Hey;
using CanaryMesh.LoadTester.Load;

namespace CanaryMesh.LoadTester.Tests.Hey;

public class HeyArgumentsTests
{
    [Fact]
    public void Plan_OfTheUsualLoadTest_IsARateOfAllSenders()
    {
        var plan = Read("-z", "2m", "-q", "10", "-c", "2", "http://api-gateway-canary.footanalytics:4000/graphql");

        Assert.Equal((20.0, 2, TimeSpan.FromMinutes(2), null), (plan.Rate, plan.Concurrency, plan.Duration, plan.Count));
    }

    [Fact]
    public void Plan_OfAnAddressAlone_IsTwoHundredRequestsOfFiftySenders()
    {
        var plan = Read("web.shop/");

        Assert.Equal((new Uri("http://web.shop/"), null, 50, null, 200L), (plan.Address, plan.Rate, plan.Concurrency, plan.Duration, plan.Count));
    }

    [Fact]
    public void Plan_OfARequest_CarriesIt()
    {
        var plan = Read("-n=5", "-m", "post", "-H", "X-A: 1", "-H", "X-B: 2", "-d", "{}", "-T", "application/json", "-h2", "-disable-keepalive", "https://web/");

        Assert.Equal(("POST", "{}", 5L, true, false), (plan.Method, plan.Body, plan.Count, plan.Http2, plan.ReusesConnections));
        Assert.Equal([new("X-A", "1"), new("X-B", "2"), new("Content-Type", "application/json")], plan.Headers);
        Assert.True(plan.TrustsAnyCertificate);
    }

    [Theory]
    [InlineData("hey needs an absolute http or https address")]
    [InlineData("-o: no such flag", "-o", "http://web/")]
    [InlineData("-z: no such flag, or no value", "http://web/", "-z")]
    [InlineData("hey needs -z as a duration", "-z", "long", "http://web/")]
    [InlineData("hey needs -c from 1 to 10000", "-c", "0", "http://web/")]
    [InlineData("hey needs -H as Name: value", "-H", "nothing", "http://web/")]
    [InlineData("hey needs one address, not also http://b/", "http://a/", "http://b/")]
    public void Fault_OfAnArgument_IsNamed(string words, params string[] arguments)
    {
        Assert.Null(HeyArguments.Read(arguments, out var faults));
        Assert.StartsWith(words, faults[0], StringComparison.Ordinal);
    }

    private static LoadPlan Read(params string[] arguments)
    {
        var plan = HeyArguments.Read(arguments, out var faults);
        Assert.Empty(faults);
        return plan!;
    }
}

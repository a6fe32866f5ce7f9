using System.Net;
using CanaryMesh.Api.Names;
using CanaryMesh.Proxy.Configuration;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests.Configuration;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Read_OfTheLeast_TakesTheDefaults()
    {
        var settings = SettingsReader.Read(Environment(), out var faults)!;

        Assert.Empty(faults);
        Assert.Equal([IPAddress.Parse("10.1.2.3"), IPAddress.Parse("fd00::3")], settings.PodAddresses);
        Assert.Equal((14070, IPAddress.Loopback, TimeSpan.FromSeconds(5)), (settings.AdminPort, settings.AppAddress, settings.Drain));
        Assert.Null(settings.ControlAddress);
    }

    [Fact]
    public void Read_WithTheAppOnThePodsAddress_TakesTheFirst()
    {
        var settings = SettingsReader.Read(Environment((ProxyEnvironment.AppHost, "pod")), out _)!;

        Assert.Equal(IPAddress.Parse("10.1.2.3"), settings.AppAddress);
    }

    [Fact]
    public void Read_OfManyFaults_NamesThemAll()
    {
        var settings = SettingsReader.Read(
            Environment(
                (ProxyEnvironment.Plan, null),
                (ProxyEnvironment.PodIps, "10.1.2.3,0.0.0.0"),
                (ProxyEnvironment.AppHost, "elsewhere"),
                (ProxyEnvironment.AdminPort, "70000"),
                (ProxyEnvironment.DrainSeconds, "-1"),
                (ProxyEnvironment.ControlAddress, "http://10.0.0.1:14010"),
                (ProxyEnvironment.Track, "blue"),
                (ProxyEnvironment.LogLevel, "3")),
            out var faults);

        Assert.Null(settings);
        Assert.Equal(8, faults.Count);
    }

    [Theory]
    [InlineData(14080, 14080, 14180)]
    [InlineData(8080, 14070, 14180)]
    [InlineData(8080, 14080, 14080)]
    public void Read_OfAPlanWhoseNumbersMeet_IsRefused(int app, int split, int direct)
    {
        var plan = Some.Plan with { Ports = [Some.Plan.Ports[0] with { App = app, Split = split, Direct = direct }] };

        Assert.Null(SettingsReader.Read(Environment((ProxyEnvironment.Plan, plan.ToJson())), out var faults));
        Assert.Single(faults);
    }

    private static Func<string, string?> Environment(params (string Name, string? Value)[] changes)
    {
        var values = new Dictionary<string, string?>
        {
            [ProxyEnvironment.Plan] = Some.Plan.ToJson(),
            [ProxyEnvironment.PodIps] = "10.1.2.3,fd00::3",
        };
        foreach (var (name, value) in changes)
        {
            values[name] = value;
        }

        return name => values.GetValueOrDefault(name);
    }
}

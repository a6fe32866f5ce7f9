using CanaryMesh.Webhook.Configuration;

namespace CanaryMesh.Webhook.Tests;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Read_OnlyAnImage_GivesDefaults()
    {
        var settings = SettingsReader.Read(new Dictionary<string, string> { ["proxy-image"] = "proxy:1" }, out var faults);

        Assert.Empty(faults);
        Assert.Equal(("proxy:1", "loopback", "50m"), (settings!.ProxyImage, settings.AppHost, settings.ProxyCpuRequest));
        Assert.Equal(["kubectl.kubernetes.io/restartedAt"], settings.RestartAnnotations);
    }

    [Theory]
    [InlineData("", new string[0])]
    [InlineData(" *.shop.svc.cluster.local, other.shop ,", new[] { "*.shop.svc.cluster.local", "other.shop" })]
    public void Read_AllowedHosts_AreAListOfTexts(string given, string[] hosts)
    {
        var settings = SettingsReader.Read(new Dictionary<string, string> { ["proxy-image"] = "p", ["allowed-hosts"] = given }, out var faults);

        Assert.Empty(faults);
        Assert.Equal(hosts, settings!.AllowedHosts);
    }

    [Fact]
    public void Read_SeveralFaults_NamesThemAll()
    {
        var settings = SettingsReader.Read(
            new Dictionary<string, string> { ["proxy-image"] = "", ["app-host"] = "node", ["native-sidecar"] = "yes", ["oldest-node-minor"] = "x", ["proxy-cpu-request"] = "-1" },
            out var faults);

        Assert.Null(settings);
        Assert.Equal(5, faults.Count);
    }

    [Theory]
    [InlineData("true", "", true)]
    [InlineData("false", "36", false)]
    [InlineData("auto", "29", true)]
    [InlineData("auto", "28", false)]
    [InlineData("auto", "", false)]
    public void IsNative_BySettingAndOldestNode(string native, string minor, bool expected)
    {
        var settings = SettingsReader.Read(
            new Dictionary<string, string> { ["proxy-image"] = "p", ["native-sidecar"] = native, ["oldest-node-minor"] = minor }, out _);

        Assert.Equal(expected, settings!.IsNative);
    }
}

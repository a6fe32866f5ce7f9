using CanaryMesh.Webhook.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Webhook.Tests;

public sealed class SettingsSourceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("settings");

    [Fact]
    public void Load_AfterTheKubeletsLinkSwap_ReadsTheNewValuesAndABadOneKeepsTheLastGood()
    {
        Snapshot("one", "proxy:1");
        using var source = new SettingsSource(_folder.FullName, TimeProvider.System, NullLogger<SettingsSource>.Instance);

        Assert.Empty(source.Load());
        Assert.Equal("proxy:1", source.Current.ProxyImage);
        Snapshot("two", "proxy:2");
        Assert.Empty(source.Load());
        Assert.Equal("proxy:2", source.Current.ProxyImage);
        Snapshot("three", "not an image");
        Assert.Single(source.Load());
        Assert.Equal("proxy:2", source.Current.ProxyImage);
    }

    [Fact]
    public void Load_OfOtherAllowedHostsAlone_ReadsThem()
    {
        Snapshot("one", "proxy:1");
        using var source = new SettingsSource(_folder.FullName, TimeProvider.System, NullLogger<SettingsSource>.Instance);
        source.Load();

        File.WriteAllText(Path.Combine(_folder.FullName, "allowed-hosts"), "other.shop");
        source.Load();

        Assert.Equal(["other.shop"], source.Current.AllowedHosts);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // A ConfigMap volume: files link into ..data, which links to the snapshot and is replaced whole.
    private void Snapshot(string name, string image)
    {
        var snapshot = _folder.CreateSubdirectory(".." + name);
        File.WriteAllText(Path.Combine(snapshot.FullName, "proxy-image"), image);
        var link = Path.Combine(_folder.FullName, "..data");
        File.Delete(link);
        File.CreateSymbolicLink(link, ".." + name);
        var file = Path.Combine(_folder.FullName, "proxy-image");
        if (!File.Exists(file))
        {
            File.CreateSymbolicLink(file, "..data/proxy-image");
        }
    }
}

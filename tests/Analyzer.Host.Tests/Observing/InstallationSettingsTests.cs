using System.Net;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public sealed class InstallationSettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("settings");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void ReachableNetworks_ThatAreSet_AreReadAtEachUse_AndWhatIsNoneIsLeftOut()
    {
        var settings = new InstallationSettings(_folder.FullName);
        var before = settings.ReachableNetworks;
        File.WriteAllText(Path.Combine(_folder.FullName, Installation.Settings.ReachableNetworks), " 10.0.0.7/32, nodes,2001:db8::/64\n");

        Assert.Empty(before);
        Assert.Equal([IPNetwork.Parse("10.0.0.7/32"), IPNetwork.Parse("2001:db8::/64")], settings.ReachableNetworks);
    }
}

using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Host.Tests.Kubernetes;

public sealed class WatchSnapshotTests
{
    [Fact]
    public void Replace_SameVersion_IsNoChange()
    {
        var (first, _) = WatchSnapshot.Empty.Replace([Pod("a", "1")]);

        Assert.Empty(first.Replace([Pod("a", "1")]).Changes);
    }

    [Fact]
    public void Replace_AnotherUid_IsADeletionAndAnAddition()
    {
        var (first, _) = WatchSnapshot.Empty.Replace([Pod("a", "1", "old")]);

        var changes = first.Replace([Pod("a", "2", "new")]).Changes;

        Assert.Equal([WatchChangeType.Deleted, WatchChangeType.Added], changes.Select(each => each.Type));
    }

    [Fact]
    public void Replace_NotNamed_IsADeletionWithTheOldObject()
    {
        var (first, _) = WatchSnapshot.Empty.Replace([Pod("a", "1"), Pod("b", "1")]);

        var change = Assert.Single(first.Replace([Pod("b", "1")]).Changes);

        Assert.Equal((WatchChangeType.Deleted, "a"), (change.Type, change.Name));
    }

    [Fact]
    public void With_DeletionOfTheUnknown_IsNoChange() =>
        Assert.Empty(WatchSnapshot.Empty.With(Pod("a", "1"), deleted: true)!.Value.Changes);

    [Fact]
    public void With_Nameless_IsRefused() => Assert.Null(WatchSnapshot.Empty.With([], deleted: false));

    private static JsonObject Pod(string name, string version, string uid = "u") =>
        JsonNode.Parse(FakeApiServer.Pod(name, version, "shop", uid))!.AsObject();
}

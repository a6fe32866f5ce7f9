using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Storage;
using CanaryMesh.Cluster.Tests.Controllers;

namespace CanaryMesh.Cluster.Tests.Storage;

public sealed class HistoryTests
{
    private static readonly GroupResource Kind = new("", "configmaps");
    private readonly ShiftedTime _time = new();

    [Fact]
    public void Changes_OlderThanTheWatchCacheKeeps_AreForgottenSoThatMemoryIsBounded()
    {
        var store = new ObjectStore(_time);
        var first = Change(store, 1000);
        _time.PutForward(TimeSpan.FromMinutes(5));
        Change(store, 1000);

        Assert.Null(store.Watch(Kind, first - 1, out var oldest));
        Assert.Equal(first, oldest);
    }

    [Fact]
    public void Changes_YoungerThanTheWatchCacheKeeps_CanBeWatchedFromHoweverManyCame()
    {
        var store = new ObjectStore(_time);
        var first = Change(store, 1000);
        _time.PutForward(TimeSpan.FromSeconds(60));
        Change(store, 1000);

        Assert.NotNull(store.Watch(Kind, first, out _));
    }

    [Fact]
    public void AHundredChanges_AreRememberedHoweverOld()
    {
        var store = new ObjectStore(_time);
        var first = Change(store, 50);
        _time.PutForward(TimeSpan.FromHours(1));
        Change(store, 40);

        Assert.NotNull(store.Watch(Kind, first, out _));
    }

    private static long Change(ObjectStore store, int times)
    {
        var current = store.Get(Kind, "default", "it") ?? store.TryCreate(Kind, New())!;
        for (var i = 0; i < times; i++)
        {
            current = store.TryReplace(Kind, current, current)!;
        }

        return store.Version;
    }

    private static JsonObject New() => new() { ["metadata"] = new JsonObject { ["name"] = "it", ["namespace"] = "default" } };
}

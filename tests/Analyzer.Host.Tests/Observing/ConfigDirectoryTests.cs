using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Templates;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public sealed class ConfigDirectoryTests
{
    private readonly FakeTimeProvider _time = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly MovingCache _cache = new();
    private readonly ConfigDirectory _directory;

    public ConfigDirectoryTests() => _directory = new(_cache, _time);

    private TimeSpan Wait => _directory.Wait("shop", "settings");

    [Fact]
    public void Project_OfAConfigMap_KeepsNothingOfItsContent()
    {
        var map = Map("secretive");
        map["metadata"]!["annotations"] = new JsonObject { ["kubectl.kubernetes.io/last-applied-configuration"] = "secretive", ["flagger.app/config-tracking"] = "disabled" };

        var kept = ConfigDirectory.Project(map);

        Assert.DoesNotContain("secretive", kept.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(ConfigContent.Hash(map), ConfigDirectory.HashOf(kept));
        Assert.True(ConfigContent.IsDisabled(kept));
        Assert.Equal("5", kept.Text("metadata", "resourceVersion"));
    }

    [Fact]
    public void Wait_AfterAChangeOfContent_EndsWhenItHasStoodForTenSeconds()
    {
        _cache.Change(Map("1"), Map("2"));
        _time.Advance(TimeSpan.FromSeconds(4));
        var left = Wait;
        _cache.Change(Map("2"), Map("3"));
        var anew = Wait;
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(TimeSpan.FromSeconds(6), left);
        Assert.Equal(TimeSpan.FromSeconds(10), anew);
        Assert.Equal(TimeSpan.Zero, Wait);
    }

    [Fact]
    public void Wait_ForWhatWasThereOrOnlyItsMetadataChanged_IsNone()
    {
        _cache.Change(Map("1"), Map("1"));
        var untouched = Wait;
        _cache.IsSynced = false;
        _cache.Change(null, Map("1"));

        Assert.Equal(TimeSpan.Zero, untouched);
        Assert.Equal(TimeSpan.Zero, Wait);
    }

    [Fact]
    public void Wait_ForWhatNeverStandsStill_EndsAfterAMinute()
    {
        for (var second = 0; second < 60; second += 5)
        {
            _cache.Change(Map($"{second}"), Map($"{second + 1}"));
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(TimeSpan.Zero, Wait);
    }

    [Fact]
    public void Project_OfWhatIsKeptOfAJudgedVersion_IsNobodysConfigurationAndNeverChanges()
    {
        var (kept, later) = (Judged("1"), Judged("2"));

        Assert.True(ConfigContent.IsDisabled(ConfigDirectory.Project(kept)));
        Assert.Equal(ConfigDirectory.HashOf(ConfigDirectory.Project(kept)), ConfigDirectory.HashOf(ConfigDirectory.Project(later)));
        Assert.False(ConfigDirectory.IsSnapshot(ConfigDirectory.Project(kept)));
        _cache.Change(kept, later);
        Assert.Equal(TimeSpan.Zero, _directory.Wait("shop", "web-judged-1"));
    }

    private static JsonObject Judged(string record)
    {
        var map = JudgedMap.Build(new(new("shop", "web-judged-1"), "web", [], "2030-01-01T00:00:00Z"), new(null, record));
        map["metadata"]!.AsObject().Remove("annotations");
        return map;
    }

    private static JsonObject Map(string value) => Thing.Json(
        $$"""{ "metadata": { "name": "settings", "namespace": "shop", "resourceVersion": "5" }, "data": { "value": "{{value}}" }, "binaryData": { "b": "AA==" } }""");

    private sealed class MovingCache : IWatchCache
    {
        public event Action<WatchChange>? OnChange;

        public bool IsSynced { get; set; } = true;

        public KubeKind Kind => KubeKind.ConfigMaps;

        public Task Synced => IsSynced ? Task.CompletedTask : new TaskCompletionSource().Task;

        public TimeSpan Staleness => TimeSpan.Zero;

        public IReadOnlyList<JsonObject> All => [];

        public void Change(JsonObject? before, JsonObject after) =>
            OnChange?.Invoke(new(WatchChangeType.Modified, before is null ? null : ConfigDirectory.Project(before), ConfigDirectory.Project(after)));

        public JsonObject? Get(string? ns, string name) => null;

        public IReadOnlyList<JsonObject> In(string ns) => [];
    }
}

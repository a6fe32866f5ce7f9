using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

/// <summary>A pinned Secret is configuration like a ConfigMap; any other is none.</summary>
public sealed class PinnedConfigTests
{
    private const string Old = "0123456789abcdef";
    private readonly SecretWorld _world = new();

    [Fact]
    public async Task Read_OfASecretThatIsNotPinned_ChangesNothing()
    {
        _world.Secret = SecretWorld.Of("one");

        var (seen, wanted) = await ReadAsync();

        Assert.Equal((null, null, null), (seen.Config, wanted, seen.ConfigDue));
    }

    [Fact]
    public async Task Read_OfAPinnedSecretThatChanged_IsAnotherVersion_AndItsNameIsAllThatIsTold()
    {
        var (seen, wanted) = await ReadAsync(("secret/login", Old));

        Assert.Equal(_world.Hash, Assert.Single(wanted!).Value);
        Assert.Equal(("Secret login", null), (seen.Config!.What, seen.Config.Foreign));
        Assert.Equal(SecretDirectory.Pace, seen.ConfigDue);
    }

    [Fact]
    public async Task Read_OfATargetThatServesUnpinned_TakesThePinUp()
    {
        var (seen, wanted) = await ReadAsync();

        Assert.Equal("secret/login", Assert.Single(wanted!).Key);
        Assert.NotNull(seen.Config);
    }

    [Fact]
    public async Task Read_OnceThePinIsTakenOff_LeavesThePlan()
    {
        _world.Secret = SecretWorld.Of("one", "disabled");

        Assert.Empty((await ReadAsync(("secret/login", Old))).Wanted!);
    }

    [Fact]
    public async Task Read_OfASnapshotThatIsGoneOrLacksItsMarker_IsMissing()
    {
        var hash = _world.Hash!;
        var isLost = (await ReadAsync([Marker(hash)], ("secret/login", hash))).Seen.SnapshotsMissing;
        _world.Snapshot = SecretWorld.SnapshotOf($"login-{hash}");
        _world.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(isLost);
        Assert.False((await ReadAsync([Marker(hash)], ("secret/login", hash))).Seen.SnapshotsMissing);
        Assert.True((await ReadAsync(("secret/login", hash))).Seen.SnapshotsMissing);
    }

    [Theory]
    [InlineData(null, "ConfigMap")]
    [InlineData("canarymesh", "Deployment")]
    public async Task Read_OfAnothersSecretInTheSnapshotsPlace_IsForeign(string? manager, string owner)
    {
        _world.Snapshot = SecretWorld.SnapshotOf($"login-{_world.Hash}", manager, owner);

        Assert.Equal($"Secret login-{_world.Hash}", (await ReadAsync(("secret/login", Old))).Seen.Config!.Foreign);
    }

    [Fact]
    public async Task Read_OfAMarkerThatNothingNames_IsStale_AndWithItTheSecretThatItOwns() =>
        Assert.Equal([$"login-{Old}"], (await ReadAsync([Marker(Old)], ("secret/login", _world.Hash!))).Seen.StaleSnapshots);

    [Theory]
    [InlineData("canarymesh", Old, true)]
    [InlineData("canarymesh", "fedcba9876543210", false)]
    [InlineData("somebody", Old, false)]
    public void Marker_IsKnownByLabelNameAndWord(string manager, string hash, bool isMarker)
    {
        var marker = Marker(Old);
        marker["metadata"]!["labels"]![OurLabels.ManagedBy] = manager;
        marker["data"] = ConfigMarker.Data("login", hash);

        Assert.Equal(isMarker, ConfigDirectory.IsSnapshot(ConfigDirectory.Project(marker)));
    }

    private Task<(RolloutObservation Seen, IReadOnlyDictionary<string, string>? Wanted)> ReadAsync(params (string Key, string Hash)[] config) => ReadAsync([], config);

    private async Task<(RolloutObservation Seen, IReadOnlyDictionary<string, string>? Wanted)> ReadAsync(JsonObject[] maps, params (string Key, string Hash)[] config)
    {
        await _world.LookAsync(null, config);
        var target = Thing.Deployment(deployment => deployment["spec"]!["template"] = SecretWorld.Template(config));
        var caches = StillCache.Of(deployments: [target]) with
        {
            Configs = new(new StillCache(KubeKind.ConfigMaps, [.. maps.Select(ConfigDirectory.Project)]), _world.Time),
            Secrets = _world.Directory,
        };
        return new ConfigReader(caches, target, Thing.Restarts).Read(new()
        {
            ObservedAt = _world.Time.GetUtcNow(),
            Key = new("shop", "web"),
            Spec = SpecReader.ForLeaving(Thing.Canary()),
            Status = new() { Phase = RolloutPhase.Succeeded, Promoted = [TemplateHash.Of(target["spec"]!["template"]!.AsObject(), Thing.Restarts).Value] },
            Target = new() { ResourceVersion = "7", TemplateHash = "", PrimaryHash = "v1:x", PrimaryReady = 4 },
        });
    }

    private static JsonObject Marker(string hash) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = ConfigKeys.Snapshot("login", hash),
            ["namespace"] = "shop",
            ["creationTimestamp"] = "2030-01-01T00:00:00Z",
            ["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh },
            ["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = "Deployment", ["uid"] = "d1" }),
        },
        ["data"] = ConfigMarker.Data("login", hash),
    };
}

using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

public sealed class SnapshotActionsTests
{
    private static readonly KubeResult Missing = new(404, null, "NotFound", "");
    private static readonly string Hash = ConfigContent.Hash(Source());
    private static readonly string Name = $"settings-{Hash}";
    private readonly RecordingApi _api = new();
    private readonly SnapshotActions _actions;

    public SnapshotActionsTests() => _actions = new(_api, new(_api, "canarymesh-system"));

    [Fact]
    public async Task Ensure_WhereThereIsNone_MakesItFromTheContentThatWasHashed()
    {
        _api.Answer = call => call == $"get configmaps/{Name}" ? Missing : call == "get configmaps/settings" ? new(200, Source(), "", "") : null;

        var result = await EnsureAsync();

        Assert.True(result.Ok);
        Assert.Equal([$"get configmaps/{Name}", "get configmaps/settings", $"create configmaps/{Name}"], _api.Calls);
        Assert.True((bool?)result.Object?["immutable"] ?? true);
    }

    [Fact]
    public async Task Ensure_WhenTheContentChangedSince_IsANewTick_AndMakesNothing()
    {
        var changed = Source();
        changed["data"]!["a"] = "other";
        _api.Answer = call => call == $"get configmaps/{Name}" ? Missing : call == "get configmaps/settings" ? new(200, changed, "", "") : null;

        Assert.True((await EnsureAsync()).IsConflict);
        Assert.DoesNotContain(_api.Calls, call => call.StartsWith("create", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ensure_AnothersObjectInItsPlace_IsNeverOverwritten()
    {
        _api.Answer = call => call == $"get configmaps/{Name}" ? new(200, Source(), "", "") : null;

        Assert.False((await EnsureAsync()).Ok);
        Assert.Equal([$"get configmaps/{Name}"], _api.Calls);
    }

    [Fact]
    public async Task Ensure_TheSnapshotOfAnotherTarget_IsOwnedByBoth()
    {
        _api.Answer = call => call == $"get configmaps/{Name}" ? new(200, Snapshot("d2"), "", "") : null;

        await EnsureAsync();

        Assert.Equal(["d2", "d1"], Owners(Assert.Single(_api.Patches)));
    }

    [Fact]
    public async Task Remove_DeletesItsOwn_LeavesASharedOneToTheOther_AndTouchesNoneThatIsNotOurs()
    {
        _api.Answer = call => call switch
        {
            "get configmaps/own" => new(200, Snapshot("d1"), "", ""),
            "get configmaps/shared" => new(200, Snapshot("d1", "d2"), "", ""),
            "get configmaps/foreign" => new(200, Source(), "", ""),
            _ => null,
        };

        await _actions.RemoveAsync(World(), ["own", "shared", "foreign"], CancellationToken.None);

        Assert.Equal(["get configmaps/own", "delete configmaps/own m1", "get configmaps/shared", "patch configmaps/shared", "get configmaps/foreign"], _api.Calls);
        Assert.Equal(["d2"], Owners(Assert.Single(_api.Patches)));
    }

    [Fact]
    public async Task HandOver_LeavesASnapshotToTheReplicaSetsThatNameIt_AndToItsOtherTargets()
    {
        _api.Answer = call => call == $"get configmaps/{Name}" ? new(200, Snapshot("d1", "d2"), "", "") : null;

        await _actions.HandOverAsync(World() with { Sets = [Set("web-1", Hash), Set("web-2", "0123456789abcdef")] }, [Name], CancellationToken.None);

        Assert.Equal(["d2", "u-web-1"], Owners(Assert.Single(_api.Patches)));
        Assert.Equal("ReplicaSet", _api.Patches[0].Objects("metadata", "ownerReferences").Last().Text("kind"));
    }

    [Fact]
    public void Config_Patch_HoldsTheVersionInTheSameWrite_AndChangesNothingElseOfTheTemplate()
    {
        var target = Planned();
        var config = new Dictionary<string, string> { ["configmap/settings"] = Hash };

        var held = TargetPatches.Config(target, config, new("7", "v1:x", true));
        var free = TargetPatches.Config(target, config, new("7", "v1:x", false));

        Assert.Equal(
            ["/metadata/resourceVersion", "/spec/template", "/spec/paused", "/metadata/annotations/canary.footanalytics.io~1held"],
            held.Select(each => (string?)each!["path"]));
        Assert.Equal("v1:x", (string?)held[3]!["value"]);
        Assert.Equal(2, free.Count);
        var template = free[1]!["value"]!.AsObject();
        Assert.Equal(Hash, PortPlan.OfTemplate(template)!.Config["configmap/settings"]);
        Assert.True(JsonNode.DeepEquals(target["spec"]!["template"], PlannedConfig.With(template, new Dictionary<string, string>())));
    }

    [Fact]
    public async Task TakeConfig_WritesTheSnapshotBeforeThePlanThatNamesIt()
    {
        _api.Answer = call => call == $"get configmaps/{Name}" ? Missing : call == "get configmaps/settings" ? new(200, Source(), "", "") : null;

        await new TargetActions(_api, new MarkWatch(), TimeProvider.System, new(_api, "canarymesh-system")).TakeConfigAsync(World(), new RolloutAction.TakeConfig("7", "v1:x", true), CancellationToken.None);

        Assert.Equal([$"create configmaps/{Name}", "patch deployments/web"], _api.Calls.Skip(2));
    }

    private Task<KubeResult> EnsureAsync() =>
        _actions.EnsureAsync(World(), new Dictionary<string, string> { ["configmap/settings"] = Hash, ["configmap/none"] = ConfigKeys.Absent }, false, CancellationToken.None);

    private static RolloutWorld World() => new()
    {
        Canary = Thing.Canary(),
        Target = Planned(),
        Config = new Dictionary<string, string> { ["configmap/settings"] = Hash },
        Seen = new() { ObservedAt = DateTimeOffset.UnixEpoch, Key = new("shop", "web"), Spec = SpecReader.ForLeaving(Thing.Canary()), Status = new() },
    };

    private static JsonObject Planned() => Thing.Deployment(deployment => PlannedTemplate.Apply(deployment["spec"]!["template"]!.AsObject(), new() { V = 1 }));

    private static ReplicaSetView Set(string name, string hash)
    {
        var set = Thing.Set(name, "v1", 0, 0, 1);
        PlannedTemplate.Apply(set["spec"]!["template"]!.AsObject(), new() { V = 1, Config = new Dictionary<string, string> { ["configmap/settings"] = hash } });
        return ReplicaSetView.Of(set, Thing.Restarts);
    }

    private static JsonObject Source() => Thing.Json("""{ "metadata": { "name": "settings", "namespace": "shop", "uid": "m0" }, "data": { "a": "1" }, "binaryData": { "b": "AA==" } }""");

    private static JsonObject Snapshot(params string[] owners)
    {
        var snapshot = Source();
        snapshot["metadata"] = new JsonObject
        {
            ["name"] = Name,
            ["uid"] = "m1",
            ["resourceVersion"] = "3",
            ["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh },
            ["ownerReferences"] = new JsonArray([.. owners.Select(owner => (JsonNode)new JsonObject { ["kind"] = "Deployment", ["uid"] = owner })]),
        };
        return snapshot;
    }

    private static IEnumerable<string?> Owners(JsonNode patch) => patch.Objects("metadata", "ownerReferences").Select(owner => owner.Text("uid"));
}

using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public sealed class ConfigReaderTests
{
    private static readonly string One = ConfigContent.Hash(Map("settings", "1"));
    private static readonly string Two = ConfigContent.Hash(Map("settings", "2"));
    private readonly FakeTimeProvider _time = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Read_ThePlanNamesWhatIsThere_NothingChanged()
    {
        var (seen, wanted) = Read(Target(One), [Map("settings", "1"), Snapshot(One)]);

        Assert.Null(seen.Config);
        Assert.Null(wanted);
        Assert.False(seen.SnapshotsMissing);
        Assert.Empty(seen.StaleSnapshots);
    }

    [Fact]
    public void Read_OtherContent_IsAChangeToTheVersionThatHasIt()
    {
        var target = Target(One);

        var (seen, wanted) = Read(target, [Map("settings", "2")]);

        Assert.Equal(Two, wanted!["configmap/settings"]);
        Assert.Equal(HashOf(PlannedConfig.With(Template(target), wanted)), seen.Config!.Hash);
        Assert.NotEqual(HashOf(Template(target)), seen.Config.Hash);
        Assert.Equal("ConfigMap settings", seen.Config.What);
        Assert.Equal(TimeSpan.Zero, seen.Config.Wait);
    }

    [Fact]
    public void Read_ATargetOnboardedBeforeConfigurationWasFollowed_IsNoNewVersion()
    {
        var target = Target(null);

        Assert.Null(Read(target, [Map("settings", "1")], promoted: HashOf(Template(target))).Seen.Config);
        Assert.Null(Read(target, [Map("settings", "1")], primary: HashOf(Template(target))).Seen.Config);
    }

    [Fact]
    public void Read_ItsNextVersion_IsTriedWithItsConfiguration_AndTheWayBackIsTheVersionItCameFrom()
    {
        var before = HashOf(Template(Target(null)));
        var next = Target(null, template => template["spec"]!["containers"]![0]!["image"] = "v2");
        var back = Target(One);

        Assert.Equal(One, Read(next, [Map("settings", "1")], promoted: before).Wanted!["configmap/settings"]);
        var (seen, wanted) = Read(back, [Map("settings", "2")], promoted: before);
        Assert.Empty(wanted!);
        Assert.Equal(before, seen.Config!.Hash);
    }

    [Fact]
    public void Read_WhereNothingIsSplitOrNothingIsHeld_FollowsNothing()
    {
        Assert.Null(Read(Target(null, ports: false), [Map("settings", "1")]).Wanted);
        Assert.Null(Read(Target(null), [Map("settings", "1")], rollsByItself: "recreate").Wanted);
    }

    [Fact]
    public void Read_ADisabledConfigMap_LeavesTheVersion() =>
        Assert.Empty(Read(Target(One), [Disabled(Map("settings", "2"))]).Wanted!);

    [Fact]
    public void Read_AnObjectOfTheSnapshotsNameThatIsNotOurs_IsForeign()
    {
        var foreign = Map(ConfigKeys.Snapshot("settings", Two), "other");

        Assert.Equal($"ConfigMap settings-{Two}", Read(Target(One), [Map("settings", "2"), foreign]).Seen.Config!.Foreign);
    }

    [Fact]
    public void Read_ALostSnapshotWhoseContentIsThere_IsMissing()
    {
        Assert.True(Read(Target(One), [Map("settings", "1")]).Seen.SnapshotsMissing);
        Assert.False(Read(Target(One), [Map("settings", "2")]).Seen.SnapshotsMissing);
    }

    [Fact]
    public void Read_SnapshotsThatNothingNames_AreStale_OnceNoPlanCanBeOnItsWay()
    {
        JsonObject[] maps = [Map("settings", "1"), Snapshot(One), Snapshot(Two)];
        var set = Thing.Set("web-0", "v0", 0, 0, 1);
        set["spec"]!["template"] = Template(Target(Two)).DeepClone();

        Assert.Equal([$"settings-{Two}"], Read(Target(One), maps).Seen.StaleSnapshots);
        Assert.Empty(Read(Target(One), maps, sets: [set]).Seen.StaleSnapshots);
        Assert.Empty(Read(Target(One), [Map("settings", "1"), Snapshot(One), Snapshot(Two, "2030-01-01T11:59:30Z")]).Seen.StaleSnapshots);
        Assert.Empty(Read(Target(One), [Map("settings", "1"), Snapshot(One), Snapshot(Two, owner: "d2")]).Seen.StaleSnapshots);
    }

    [Fact]
    public void Leaving_SnapshotsThatItsOwnReplicaSetsName_AreHandedOver_AndTheOthersAreStale()
    {
        var set = Thing.Set("web-0", "v0", 0, 0, 1);
        set["spec"]!["template"] = Template(Target(Two)).DeepClone();

        var seen = Read(Target(null), [Map("settings", "1"), Snapshot(One), Snapshot(Two)], sets: [set], leaving: true).Seen;

        Assert.Equal([$"settings-{Two}"], seen.HeirloomSnapshots);
        Assert.Equal([$"settings-{One}"], seen.StaleSnapshots);
        Assert.Empty(Read(Target(null), [Snapshot(Two)], sets: [set]).Seen.HeirloomSnapshots);
    }

    [Fact]
    public void Onboarding_NamesWhatIsThere_UnlessAPlanNamesSomethingAlready()
    {
        var reader = Reader(Target(null), [Map("settings", "1")], []);
        var planning = new PortPlanning(PortPlan.OfTemplate(Template(Target(null)))!, []);

        Assert.Equal(One, reader.Onboarding(planning, true).Plan.Config["configmap/settings"]);
        Assert.Same(planning, reader.Onboarding(planning, false));
        var claiming = Target(null, template => template["spec"]!["volumes"]!.AsArray().Add(Thing.Json("""{ "name": "d", "persistentVolumeClaim": { "claimName": "d" } }""")));
        Assert.Same(planning, Reader(claiming, [Map("settings", "1")], []).Onboarding(planning, true));
        var configured = planning with { Plan = planning.Plan with { Config = new Dictionary<string, string> { ["configmap/settings"] = Two } } };
        Assert.Same(configured, reader.Onboarding(configured, true));
    }

    private (RolloutObservation Seen, IReadOnlyDictionary<string, string>? Wanted) Read(
        JsonObject target, JsonObject[] maps, string promoted = "none", string? primary = null, string? rollsByItself = null, JsonObject[]? sets = null, bool leaving = false) =>
        Reader(target, maps, sets ?? []).Read(new()
        {
            ObservedAt = _time.GetUtcNow(),
            Key = new("shop", "web"),
            Leaving = leaving,
            Spec = SpecReader.ForLeaving(Thing.Canary()),
            Status = new() { Phase = RolloutPhase.Succeeded, Promoted = [promoted] },
            Target = new() { ResourceVersion = "7", TemplateHash = "", PrimaryHash = primary ?? promoted, PrimaryReady = 4, RollsByItselfReason = rollsByItself },
        });

    private ConfigReader Reader(JsonObject target, JsonObject[] maps, JsonObject[] sets)
    {
        var caches = StillCache.Of(deployments: [target], sets: sets) with
        {
            Configs = new(new StillCache(KubeKind.ConfigMaps, [.. maps.Select(ConfigDirectory.Project)]), _time),
        };
        return new(caches, target, Thing.Restarts);
    }

    private static JsonObject Target(string? hash, Action<JsonObject>? change = null, bool ports = true) => Thing.Deployment(deployment =>
    {
        var template = Template(deployment);
        template["spec"]!["volumes"] = new JsonArray(new JsonObject { ["name"] = "s", ["configMap"] = new JsonObject { ["name"] = "settings" } });
        PlannedTemplate.Apply(template, new()
        {
            V = 1,
            Ports = ports ? [new() { Name = "http", App = 8080, Split = 14080, Direct = 14180, Container = "app" }] : [],
            Config = hash is null ? new Dictionary<string, string>() : new() { ["configmap/settings"] = hash },
        });
        change?.Invoke(template);
    });

    private static JsonObject Template(JsonObject deployment) => deployment["spec"]!["template"]!.AsObject();

    private static string HashOf(JsonObject template) => TemplateHash.Of(template, Thing.Restarts).Value;

    private static JsonObject Map(string name, string value) =>
        Thing.Json($$"""{ "metadata": { "name": "{{name}}", "namespace": "shop", "annotations": {} }, "data": { "value": "{{value}}" } }""");

    private static JsonObject Disabled(JsonObject map)
    {
        map.Annotate(AnnotationNames.FlaggerConfigTracking, "disabled");
        return map;
    }

    private static JsonObject Snapshot(string hash, string made = "2030-01-01T00:00:00Z", string owner = "d1")
    {
        var map = Map(ConfigKeys.Snapshot("settings", hash), hash == One ? "1" : "2");
        map["metadata"]!["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh };
        map["metadata"]!["creationTimestamp"] = made;
        map["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = "Deployment", ["uid"] = owner });
        return map;
    }
}

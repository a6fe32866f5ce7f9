using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

public sealed class PinActionsTests
{
    private static readonly KubeResult Missing = new(404, null, "NotFound", "");
    private static readonly string Hash = PinnedSecret.Hash("shop", "login", SecretWorld.Of("one"), SecretWorld.Key);
    private static readonly string Name = $"login-{Hash}";
    private readonly RecordingApi _api = new();
    private JsonObject? _marker;
    private JsonObject? _snapshot;
    private JsonObject _source = SecretWorld.Of("one", "pin", type: "kubernetes.io/basic-auth");

    public PinActionsTests() => _api.Answer = call => call switch
    {
        "get secrets/canarymesh-pin-key" => new(200, new() { ["data"] = new JsonObject { ["key"] = Convert.ToBase64String(SecretWorld.Key) } }, "", ""),
        "get secrets/login" => new(200, _source, "", ""),
        _ when call == $"get configmaps/{Name}" => _marker is null ? Missing : new(200, _marker, "", ""),
        _ when call.StartsWith($"get secrets/{Name}", StringComparison.Ordinal) => _snapshot is null ? Missing : new(200, _snapshot, "", ""),
        _ => null,
    };

    [Fact]
    public async Task Ensure_WhereThereIsNone_MakesTheMarkerFirst_ThenTheSecretThatItOwns()
    {
        _marker = Marker("m1");

        var result = await EnsureAsync();

        Assert.Equal((true, null), (result.Ok, result.Object));
        Assert.Equal([$"get configmaps/{Name}", $"get secrets/{Name} metadata", "get secrets/login", "get secrets/canarymesh-pin-key", $"create secrets/{Name}"], _api.Calls);
        var made = Assert.Single(_api.Made);
        Assert.Equal(
            ("Opaque", true, "m1", "ConfigMap", OurLabels.CanaryMesh),
            (made.Text("type"), made.Flag("immutable"), made.Objects("metadata", "ownerReferences").Single().Text("uid"), made.Objects("metadata", "ownerReferences").Single().Text("kind"), made.Label(OurLabels.ManagedBy)));
        Assert.True(JsonNode.DeepEquals(_source["data"], made["data"]));
        Assert.Null(made.At("metadata", "annotations"));
    }

    [Fact]
    public async Task Ensure_WithoutAMarker_MakesOneThatTheTargetOwns_AndThatHoldsNothingOfTheSecret()
    {
        await EnsureAsync();

        var marker = _api.Made[0];
        Assert.Equal(("ConfigMap", "d1"), (marker.Text("kind"), marker.Objects("metadata", "ownerReferences").Single().Text("uid")));
        Assert.Equal($$"""{"secret":"login","hash":"{{Hash}}"}""", marker["data"]!.ToJsonString());
        Assert.Equal(Hash, ConfigMarker.HashOf(marker));
    }

    [Fact]
    public async Task Ensure_OfAnotherTargetsMarker_IsOwnedByBoth()
    {
        _marker = Marker("m1");
        _marker["metadata"]!["ownerReferences"]![0]!["uid"] = "d2";

        await EnsureAsync();

        Assert.Equal(["d2", "d1"], Assert.Single(_api.Patches).Objects("metadata", "ownerReferences").Select(owner => owner.Text("uid")));
    }

    [Fact]
    public async Task Ensure_WhenTheContentChangedSince_IsANewTick_AndCopiesNothing()
    {
        (_marker, _source) = (Marker("m1"), SecretWorld.Of("two", "pin"));

        Assert.True((await EnsureAsync()).IsConflict);
        Assert.Empty(_api.Made);
    }

    [Fact]
    public async Task Ensure_WithoutTheKey_CopiesNothing_AndIsNoConflictThatIsTriedAtOnce()
    {
        _marker = Marker("m1");
        var answer = _api.Answer;
        _api.Answer = call => call == "get secrets/canarymesh-pin-key" ? new(403, null, "Forbidden", "") : answer(call);

        var result = await EnsureAsync();

        Assert.Equal((false, false, 0), (result.Ok, result.IsConflict, _api.Made.Count));
    }

    [Theory]
    [InlineData("m1", true)]
    [InlineData("m0", false)]
    public async Task Ensure_OfASnapshotThatIsThere_IsDoneIfThisMarkerOwnsIt(string owner, bool isDone)
    {
        _marker = Marker("m1");
        _snapshot = new()
        {
            ["metadata"] = new JsonObject
            {
                ["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh },
                ["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = "ConfigMap", ["uid"] = owner }),
            },
        };

        var result = await EnsureAsync();

        Assert.Equal((isDone, false, 0), (result.Ok, result.IsConflict, _api.Made.Count));
    }

    private Task<KubeResult> EnsureAsync() => new PinActions(_api, new(_api, "canarymesh-system")).EnsureAsync(
        new()
        {
            Canary = Thing.Canary(),
            Target = Thing.Deployment(),
            Seen = new() { ObservedAt = DateTimeOffset.UnixEpoch, Key = new("shop", "web"), Spec = SpecReader.ForLeaving(Thing.Canary()), Status = new() },
        },
        "login",
        Hash,
        CancellationToken.None);

    private static JsonObject Marker(string uid) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = Name,
            ["uid"] = uid,
            ["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh },
            ["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = "Deployment", ["uid"] = "d1" }),
        },
        ["data"] = ConfigMarker.Data("login", Hash),
    };
}

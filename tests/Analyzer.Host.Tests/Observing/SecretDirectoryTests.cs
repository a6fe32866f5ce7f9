using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public sealed class SecretDirectoryTests
{
    private readonly SecretWorld _world = new();

    [Fact]
    public async Task Look_AtASecretThatIsNotPinned_AsksForItsMetadataAlone_OnceAMinute()
    {
        _world.Secret = SecretWorld.Of("one");

        await _world.LookAsync();
        await _world.LookAsync(TimeSpan.FromSeconds(59));

        Assert.Equal(["get secrets/login metadata"], _world.Api.Calls);
        Assert.Equal(("", null), (_world.Directory.Present("shop", "login", null), _world.Directory.Due("shop", SecretWorld.Template())));
    }

    [Fact]
    public async Task Look_AtAPinnedSecret_ReadsItOnlyWhenItChanged()
    {
        await _world.LookAsync();
        await _world.LookAsync(SecretDirectory.Pace);

        Assert.Single(_world.Api.Calls, "get secrets/login");
        Assert.Equal((_world.Hash, TimeSpan.Zero), (_world.Directory.Present("shop", "login", null), _world.Directory.Wait("shop", "login")));
        Assert.Equal(SecretDirectory.Pace, _world.Directory.Due("shop", SecretWorld.Template()));
    }

    [Fact]
    public async Task Change_OfAPinnedSecret_CountsOnceItHasSettled()
    {
        await _world.LookAsync();
        _world.Secret = SecretWorld.Of("two", "pin", "2");
        await _world.LookAsync(SecretDirectory.Pace);
        var first = _world.Directory.Wait("shop", "login");
        _world.Secret = SecretWorld.Of("three", "pin", "3");
        await _world.LookAsync(TimeSpan.FromSeconds(4));

        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)), (first, _world.Directory.Wait("shop", "login")));
        Assert.Equal(_world.Hash, _world.Directory.Present("shop", "login", "0123456789abcdef"));
        _world.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, _world.Directory.Wait("shop", "login"));
    }

    [Fact]
    public async Task Change_OfItsMetadataAlone_IsNone()
    {
        await _world.LookAsync();
        _world.Secret = SecretWorld.Of("one", "pin", "2");
        await _world.LookAsync(SecretDirectory.Pace);

        Assert.Equal((_world.Hash, TimeSpan.Zero), (_world.Directory.Present("shop", "login", null), _world.Directory.Wait("shop", "login")));
    }

    [Fact]
    public async Task Present_OfWhatCannotBeRead_IsWhatThePlanSays()
    {
        _world.Code = 403;
        await _world.LookAsync();

        Assert.Equal(("0123456789abcdef", ""), (_world.Directory.Present("shop", "login", "0123456789abcdef"), _world.Directory.Present("shop", "login", null)));
    }

    [Fact]
    public async Task Present_OfWhatIsGone_IsGoneWherePlanned_AndNothingElsewhere()
    {
        _world.Secret = null;
        await _world.LookAsync();

        Assert.Equal((null, ""), (_world.Directory.Present("shop", "login", "0123456789abcdef"), _world.Directory.Present("shop", "login", null)));
    }

    [Theory]
    [InlineData("kubernetes.io/tls")]
    [InlineData("kubernetes.io/service-account-token")]
    [InlineData("bootstrap.kubernetes.io/token")]
    [InlineData("kubernetes.io/dockerconfigjson")]
    public async Task Present_OfATypeThatMachinesRenew_IsFollowedHoweverItIsAnnotated(string type)
    {
        _world.Secret = SecretWorld.Of("one", "pin", type: type);
        await _world.LookAsync();

        Assert.Equal("", _world.Directory.Present("shop", "login", null));
    }

    [Fact]
    public async Task Present_OfASecretThatAnotherControllerOwns_IsFollowed()
    {
        _world.Secret!["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = "ExternalSecret", ["name"] = "x", ["controller"] = true });
        await _world.LookAsync();

        Assert.Equal("", _world.Directory.Present("shop", "login", null));
    }

    [Fact]
    public async Task Snapshot_IsOursOrAnothersOrLost()
    {
        var name = $"login-{_world.Hash}";
        await _world.LookAsync();
        var lost = (_world.Directory.IsLost("shop", name), _world.Directory.IsForeign("shop", name));
        _world.Snapshot = new() { ["metadata"] = new JsonObject() };
        await _world.LookAsync(TimeSpan.FromSeconds(5));
        var foreign = (_world.Directory.IsLost("shop", name), _world.Directory.IsForeign("shop", name));
        _world.Snapshot = SecretWorld.SnapshotOf(name);
        await _world.LookAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(((true, false), (false, true), (false, false)), (lost, foreign, (_world.Directory.IsLost("shop", name), _world.Directory.IsForeign("shop", name))));
    }

    [Fact]
    public void Hash_IsKeyed_AndOfThisOneSecret()
    {
        var secret = SecretWorld.Of("one");
        var hash = PinnedSecret.Hash("shop", "login", secret, SecretWorld.Key);

        Assert.Equal(hash, PinnedSecret.Hash("shop", "login", SecretWorld.Of("one", "pin", "9", "kubernetes.io/basic-auth"), SecretWorld.Key));
        string[] others =
        [
            PinnedSecret.Hash("shop", "login", secret, new byte[32]), PinnedSecret.Hash("bank", "login", secret, SecretWorld.Key),
            PinnedSecret.Hash("shop", "other", secret, SecretWorld.Key), PinnedSecret.Hash("shop", "login", SecretWorld.Of("two"), SecretWorld.Key),
        ];
        Assert.DoesNotContain(hash, others);
        Assert.Matches("^[0-9a-f]{16}$", hash);
    }

    [Fact]
    public async Task Key_IsMadeOnce_AndReadByWhoeverComesSecond()
    {
        var api = new RecordingApi { Answer = call => call.StartsWith("get", StringComparison.Ordinal) ? new(404, null, "NotFound", "") : null };
        var first = await new PinKey(api, "canarymesh-system").ReadAsync(CancellationToken.None);
        api.Answer = call => call.StartsWith("get", StringComparison.Ordinal) ? new(503, null, "", "") : null;

        Assert.Equal([$"get secrets/{Installation.PinKeySecret}", $"create secrets/{Installation.PinKeySecret}"], api.Calls);
        Assert.Equal(32, first!.Value.Length);
        Assert.Null(await new PinKey(api, "canarymesh-system").ReadAsync(CancellationToken.None));
    }
}

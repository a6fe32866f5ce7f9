using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public class HookReaderTests
{
    [Theory]
    [InlineData(null, HookType.Rollout)]
    [InlineData("", HookType.Rollout)]
    [InlineData("rollout", HookType.Rollout)]
    [InlineData("confirm-rollout", HookType.ConfirmRollout)]
    [InlineData("pre-rollout", HookType.PreRollout)]
    [InlineData("confirm-traffic-increase", HookType.ConfirmTrafficIncrease)]
    [InlineData("confirm-promotion", HookType.ConfirmPromotion)]
    [InlineData("post-rollout", HookType.PostRollout)]
    [InlineData("rollback", HookType.Rollback)]
    [InlineData("event", HookType.Event)]
    public void Read_OfEachType_IsTaken(string? word, HookType type) => Assert.Equal(type, Read(new() { Name = "a", Url = "http://x/", Type = word }).Type);

    [Fact]
    public void Read_OfAWholeHook_TakesEveryValue()
    {
        var hook = Read(new()
        {
            Name = "gate",
            Url = "https://x/y",
            Type = "confirm-promotion",
            Timeout = "2m",
            Retries = 3,
            DisableTls = true,
            MuteAlert = true,
            Expiry = "2h",
            SecretRef = new() { Name = "keys" },
            Metadata = new Dictionary<string, string> { ["cmd"] = "x" },
        });

        Assert.Equal((TimeSpan.FromHours(2), true), (hook.Expiry, hook.MuteAlert));
        Assert.Equal(
            (new Uri("https://x/y"), TimeSpan.FromMinutes(2), 3, true, "keys", "x"),
            (hook.Address.Url, hook.Address.Timeout, hook.Address.Retries, hook.Address.AnyCertificate, hook.Address.Secret, hook.Address.Metadata["cmd"]));
    }

    [Theory]
    [InlineData("1h", 60)]
    [InlineData("700h", 60)]
    [InlineData("59m", 59)]
    public void Read_OfATimeoutThatWasStoredBeforeItWasBounded_IsTheLongestCall(string timeout, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Read(new() { Name = "a", Url = "http://x/", Timeout = timeout }).Address.Timeout);

    [Fact]
    public void Read_OfTheLeast_HasFlaggersDefaults()
    {
        var hook = Read(new() { Name = "a", Url = "http://x/", Timeout = "s" });

        Assert.Equal((TimeSpan.FromSeconds(10), 0, false, (string?)null), (hook.Address.Timeout, hook.Address.Retries, hook.Address.AnyCertificate, hook.Address.Secret));
        Assert.Null(hook.Expiry);
    }

    [Theory]
    [InlineData("http://x/", "before", "spec.analysis.webhooks: a: there is no type before")]
    [InlineData("nowhere", "rollout", "spec.analysis.webhooks: a: url is no absolute address")]
    public void Read_OfWhatCannotBeCalled_IsAFault(string url, string type, string fault)
    {
        var faults = new List<string>();

        Assert.Empty(HookReader.Read([new() { Name = "a", Url = url, Type = type }], faults));
        Assert.Equal([fault], faults);
    }

    private static Hook Read(CanaryWebhook webhook) => Assert.Single(HookReader.Read([webhook], []));
}

using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Injection;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

public sealed class StopDelayTests
{
    [Theory]
    [InlineData("null", 35L)]
    [InlineData("0", 5L)]
    [InlineData("1", 6L)]
    [InlineData("30", 35L)]
    [InlineData("2147483647", 2147483652L)]
    [InlineData("3000000000", 3000000005L)]
    [InlineData("9223372036854775807", 9223372036854775807L)]
    public void Apply_WithoutAHook_SleepsWithinTheGracePeriod(string grace, long expected)
    {
        var spec = Some.Parse($$"""{"containers":[{"name":"app"}],"terminationGracePeriodSeconds":{{grace}} }""");

        StopDelay.Apply(spec, null, again: false);

        Assert.Equal(expected, (long)spec["terminationGracePeriodSeconds"]!);
        Assert.Equal(5, spec["containers"]![0].Number("lifecycle", "preStop", "sleep", "seconds"));
    }

    [Theory]
    [InlineData("""{"exec":{"command":["x"]}}""", 30)]
    [InlineData("""{"sleep":{"seconds":30}}""", 30)]
    [InlineData("""{"sleep":{"seconds":60}}""", 30)]
    public void Apply_WithAHookOfItsOwn_ChangesNothing(string hook, int grace)
    {
        var spec = Some.Parse($$"""{"containers":[{"name":"app","lifecycle":{"preStop":{{hook}} } }],"terminationGracePeriodSeconds":{{grace}} }""");
        var before = spec.DeepClone();

        StopDelay.Apply(spec, null, again: false);

        Patches.AssertSame(before, spec);
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    public void Apply_OnlyWhereTheSleepActionIsKnown(int minor, bool sleeps)
    {
        var spec = Some.Parse("""{"containers":[{"name":"app"}]}""");

        StopDelay.Apply(spec, minor, again: false);

        Assert.Equal(sleeps, spec["containers"]![0].At("lifecycle") is JsonObject);
    }
}

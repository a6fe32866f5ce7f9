using System.Text.Json.Nodes;
using CanaryMesh.Api.Annotations;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Api.Tests.Annotations;

public sealed class AnnotationFaultsTests
{
    [Theory]
    [InlineData("interval", "")]
    [InlineData("interval", "-1m")]
    [InlineData("interval", "1m\r\n")]
    [InlineData("interval", "\u202e1m")]
    [InlineData("interval", "１m")]
    [InlineData("interval", "1d")]
    [InlineData("threshold", "0x10")]
    [InlineData("threshold", "1000001")]
    [InlineData("step-weight", "10%")]
    [InlineData("success-rate", "-0.1")]
    [InlineData("success-rate", "1e2")]
    [InlineData("request-duration", "3600001")]
    [InlineData("request-duration", "Infinity")]
    [InlineData("proxy-cpu-request", "50 m")]
    [InlineData("judge-pace", "fast")]
    [InlineData("judge-shared-cause", "Hold")]
    [InlineData("judge-limits", "proof")]
    [InlineData("judge-preset", "")]
    [InlineData("judge-calm", "yes")]
    [InlineData("max-hold", "0s")]
    [InlineData("max-hold", "half an hour")]
    [InlineData("on-max-hold", "Rollback")]
    [InlineData("judge-margin", "1.1")]
    [InlineData("judge-margin", "0.9+0.02")]
    [InlineData("judge-margin", "1.1+101")]
    [InlineData("judge-margin", "1.1+-1")]
    [InlineData("judge-margin", "1+1+1")]
    public void Of_AValueThatIsNotLegal_NamesItAndWhatIsLegalOnOneLine(string name, string value)
    {
        var fault = Assert.Single(AnnotationFaults.Of(Deployment(name, value)));

        Assert.StartsWith(AnnotationNames.Prefix + name + ": \"", fault, StringComparison.Ordinal);
        Assert.Contains("\" must be ", fault, StringComparison.Ordinal);
        Assert.All(fault, each => Assert.False(char.IsControl(each) || each == '\u202e'));
    }

    [Theory]
    [InlineData("interval", "1s")]
    [InlineData("interval", "720h")]
    [InlineData("threshold", "1000000")]
    [InlineData("success-rate", "0")]
    [InlineData("request-duration", "0.5")]
    [InlineData("bypass", "")]
    [InlineData("judge-pace", "proof")]
    [InlineData("judge-shared-cause", "blame")]
    [InlineData("judge-limits", "checks")]
    [InlineData("judge-limits", "evidence")]
    [InlineData("judge-preset", "eager")]
    [InlineData("judge-calm", "true")]
    [InlineData("max-hold", "30m")]
    [InlineData("on-max-hold", "rollback")]
    [InlineData("judge-margin", "1+0")]
    [InlineData("judge-margin", "100+100")]
    public void Of_AValueAtTheEdge_FindsNothing(string name, string value) => Assert.Empty(AnnotationFaults.Of(Deployment(name, value)));

    [Fact]
    public void Of_ANameThatIsNone_NamesThoseThatAre() => Assert.Contains(
        "intervall: there is no annotation of that name; there are bypass, enabled, interval, judge", Assert.Single(AnnotationFaults.Of(Deployment("intervall", "5s"))), StringComparison.Ordinal);

    private static JsonObject Deployment(string name, string value) =>
        new() { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [AnnotationNames.Prefix + name] = value } } };
}

using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Checking;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Webhook.Tests;

public sealed class CheckEntryTests
{
    [Fact]
    public async Task Answer_ToAUserWhoMayNotUpdateTheTarget_IsForbidden()
    {
        var access = new FixedAccess(allowed: false);

        var answer = Assert.IsType<Denied>(await Entry(access).AnswerAsync(Some.Request("CREATE", Canary()), default));

        Assert.Equal((403, "Forbidden", "target-not-allowed"), (answer.Code, answer.StatusReason, answer.Reason));
        Assert.Equal(["shop/web"], access.Asked);
    }

    [Fact]
    public async Task Answer_ToAUserWhoMay_IsPass() =>
        Assert.IsType<Allowed>(await Entry(new FixedAccess(allowed: true)).AnswerAsync(Some.Request("UPDATE", Canary(), Canary()), default));

    [Fact]
    public async Task Answer_ToTheAnalyzer_AsksNobody()
    {
        var access = new FixedAccess(allowed: false);
        var request = Some.Request("CREATE", Canary(), user: Some.Surroundings.Analyzer);

        Assert.IsType<Allowed>(await Entry(access).AnswerAsync(request, default));
        Assert.Empty(access.Asked);
    }

    [Fact]
    public async Task Answer_ToAFault_NamesItBeforeAskingForRights()
    {
        var access = new FixedAccess(allowed: false);
        var canary = Canary().With(each => each["spec"]!["targetRef"]!["kind"] = "DaemonSet");

        var answer = Assert.IsType<Denied>(await Entry(access).AnswerAsync(Some.Request("CREATE", canary), default));

        Assert.Equal(422, answer.Code);
        Assert.Empty(access.Asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_ToAHookWithASecret_AsksWhetherItsAuthorMayReadIt(bool mayRead)
    {
        var access = new FixedAccess(allowed: true, mayRead);
        var hooked = Canary().With(each => each["spec"]!["analysis"]!["webhooks"] = JsonNode.Parse("""[{"name":"a","url":"http://x/","secretRef":{"name":"keys"}}]"""));

        Assert.Equal(mayRead, await Entry(access).AnswerAsync(Some.Request("UPDATE", hooked, Canary()), default) is Allowed);
        Assert.Equal(["shop/web", "secret shop/keys"], access.Asked);
        Assert.IsType<Allowed>(await Entry(access).AnswerAsync(Some.Request("UPDATE", hooked.Copy(each => each["spec"]!["suspend"] = true), hooked), default));
    }

    [Theory]
    [InlineData("threshold", "0")]
    [InlineData("stepWeight", "20")]
    public async Task Answer_ToAnUpdateBesideAnOldFault_IsPassWithAWarning(string field, string value)
    {
        var old = Canary().With(each => each["spec"]!["provider"] = "linkerd");
        var patched = old.Copy(each => each["spec"]!["analysis"]![field] = JsonNode.Parse(value));

        var answer = Assert.IsType<Allowed>(await Entry(new FixedAccess(allowed: true)).AnswerAsync(Some.Request("UPDATE", patched, old), default));

        Assert.StartsWith("canarymesh: already so: spec.provider: \"linkerd\" must be", answer.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ToANewFaultBesideAnOldOne_NamesTheNewOneAlone()
    {
        var old = Canary().With(each => each["spec"]!["provider"] = "linkerd");
        var patched = old.Copy(each => each["spec"]!["service"]!["headless"] = true);

        var answer = Assert.IsType<Denied>(await Entry(new FixedAccess(allowed: true)).AnswerAsync(Some.Request("UPDATE", patched, old), default));

        Assert.StartsWith("spec.service.headless", answer.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("provider", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ToAnOldFaultOfAnotherValue_IsRefused()
    {
        var old = Canary().With(each => each["spec"]!["provider"] = "linkerd");
        var patched = old.Copy(each => each["spec"]!["provider"] = "kuma");

        Assert.IsType<Denied>(await Entry(new FixedAccess(allowed: true)).AnswerAsync(Some.Request("UPDATE", patched, old), default));
        Assert.IsType<Denied>(await Entry(new FixedAccess(allowed: true)).AnswerAsync(Some.Request("CREATE", old, old), default));
    }

    [Fact]
    public async Task Answer_ToAnotherTargetBesideAnOldFault_IsRefused()
    {
        var old = Canary().With(each => (each["spec"]!["provider"], each["status"]) = ("linkerd", new JsonObject { ["phase"] = "Succeeded" }));
        var moved = old.Copy(each => each["spec"]!["targetRef"]!["name"] = "other");

        var answer = Assert.IsType<Denied>(await Entry(new FixedAccess(allowed: true)).AnswerAsync(Some.Request("UPDATE", moved, old), default));

        Assert.StartsWith("spec.targetRef.name", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"port":80}""", "web")]
    [InlineData("""{"port":80,"name":"front"}""", "front")]
    public async Task Answer_ToANewServiceOfAUserWhoMayNotWriteIt_IsForbidden(string service, string name)
    {
        var access = new FixedAccess(allowed: true, writesServices: false);
        var canary = Canary().With(each => each["spec"]!["service"] = JsonNode.Parse(service));

        var answer = Assert.IsType<Denied>(await Entry(access).AnswerAsync(Some.Request("CREATE", canary), default));

        Assert.Equal((403, "Forbidden", "service-not-allowed"), (answer.Code, answer.StatusReason, answer.Reason));
        Assert.Equal($"you may not create or update the Service {name}, which this Canary would write", answer.Message);
        Assert.Equal(["shop/web", $"service shop/{name}"], access.Asked);
    }

    [Theory]
    [InlineData("service", """{"port":81}""", true)]
    [InlineData("service", """{"port":80,"name":"front"}""", true)]
    [InlineData("targetRef", """{"apiVersion":"apps/v1","kind":"Deployment","name":"other"}""", true)]
    [InlineData("service", """{"name":"front"}""", true)]
    [InlineData("service", """{"timeout":"5s"}""", false)]
    [InlineData("suspend", "true", false)]
    public async Task Answer_ToAnUpdate_AsksForTheServiceIfItIsAnother(string field, string value, bool isAsked)
    {
        var access = new FixedAccess(allowed: true, writesServices: false);
        var changed = Canary().With(each => each["spec"]![field] = JsonNode.Parse(value));

        Assert.Equal(isAsked, await Entry(access).AnswerAsync(Some.Request("UPDATE", changed, Canary()), default) is Denied);
        Assert.Equal(isAsked, access.Asked.Any(each => each.StartsWith("service ", StringComparison.Ordinal)));
    }

    private static CheckEntry Entry(FixedAccess access) => new(Some.Surroundings, access);

    private static JsonObject Canary() => Some.Parse("""
        {"kind":"Canary","metadata":{"name":"web"},"spec":{"targetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},
         "service":{"port":80},"analysis":{"interval":"30s","threshold":5,"stepWeight":10}}}
        """);
}

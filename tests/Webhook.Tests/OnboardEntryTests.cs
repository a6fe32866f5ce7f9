using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Tests.Support;
using static CanaryMesh.Webhook.Tests.Support.Onboarded;

namespace CanaryMesh.Webhook.Tests;

public sealed class OnboardEntryTests
{
    private const string Analyzer = "system:serviceaccount:canarymesh-system:canarymesh-analyzer";
    private readonly FixedServices _services = OneHttpService();

    [Fact]
    public async Task Answer_ToAnAnnotatedDeployment_SetsMarkLabelAndPlan()
    {
        var result = await ResultAsync("CREATE", Enabled(), null);

        Assert.Equal("true", result.Annotation(AnnotationNames.Managed));
        Assert.Equal("primary", result["spec"]!["template"].Label(AnnotationNames.Track));
        var plan = PortPlan.OfTemplate((JsonObject)result["spec"]!["template"]!)!;
        Assert.Equal(new PlannedPort { Name = "http", App = 8080, Split = 14080, Direct = 14180, Container = "app" }, Assert.Single(plan.Ports));
    }

    [Fact]
    public async Task Answer_ToItsOwnResult_HasNoPatch()
    {
        var created = await ResultAsync("CREATE", Enabled(), null);

        Patches.AssertSame(created, await ResultAsync("CREATE", created, null));
        Patches.AssertSame(created, await ResultAsync("UPDATE", created, created));
    }

    [Fact]
    public async Task Answer_WhenOnlyTheImageChanges_AsksForNoServices()
    {
        var created = await ResultAsync("CREATE", Enabled(), null);
        var asked = _services.Asked;

        await ResultAsync("UPDATE", created.Copy(each => each["spec"]!["template"]!["spec"]!["containers"]![0]!["image"] = "web:2"), created);

        Assert.Equal(asked, _services.Asked);
    }

    [Fact]
    public async Task Answer_ToAPutThatDropsTheMarks_PutsThemBack()
    {
        var created = await ResultAsync("CREATE", Enabled(), null);

        Patches.AssertSame(created, await ResultAsync("UPDATE", Enabled(), created));
        Patches.AssertSame(
            created["spec"], (await ResultAsync("UPDATE", Some.Deployment(), created))["spec"]);
    }

    [Fact]
    public async Task Answer_WhenANewContainerPortComes_PlansItAndKeepsTheOldNumbers()
    {
        var services = new FixedServices([Some.Service("""{"name":"http","port":80,"targetPort":"http"},{"name":"http-api","port":81,"targetPort":7000}""")]);
        var old = await ResultAsync("CREATE", Enabled(), null);
        var current = old.Copy(each => ((JsonArray)each["spec"]!["template"]!["spec"]!["containers"]![0]!["ports"]!)
            .Insert(0, Some.Parse("""{"containerPort":7000,"protocol":"TCP"}""")));

        var result = await ResultAsync("UPDATE", current, old, services);

        var ports = PortPlan.OfTemplate((JsonObject)result["spec"]!["template"]!)!.Ports;
        Assert.Equal([("cm-s-7000", 14081), ("http", 14080)], ports.Select(each => (each.Name, each.Split)));
        Assert.Equal("cm-s-7000", (string?)result["spec"]!["template"]!["spec"]!["containers"]![0]!["ports"]![0]!["name"]);
    }

    [Fact]
    public async Task Answer_WhenServicesCannotBeRead_KeepsThePlanAndWarns()
    {
        var old = await ResultAsync("CREATE", Enabled(), null);
        var current = old.Copy(each => each["spec"]!["template"]!["metadata"]!["labels"]!["more"] = "x");
        var request = Some.Request("UPDATE", current, old);

        var answer = await Entry(new FixedServices(null)).AnswerAsync(request, default);

        Assert.Single(answer.Warnings);
        Patches.AssertSame(current, Patches.Result(request, answer));
    }

    [Fact]
    public async Task Answer_ToTheAnalyzer_IsPass()
    {
        var request = Some.Request("UPDATE", Some.Deployment(), Some.Managed(), Analyzer);

        Assert.Empty(Patches.Of(request, await Entry(_services).AnswerAsync(request, default)));
    }

    [Fact]
    public async Task Answer_ToABypassOfAHeldTarget_EndsTheHoldOnce()
    {
        var held = (await ResultAsync("CREATE", Enabled(), null)).With(each =>
        {
            each.Annotate("held", "v1:0");
            each["spec"]!["paused"] = true;
        });
        var bypassed = held.Copy(each => each.Annotate("bypass", "night shift"));

        var released = await ResultAsync("UPDATE", bypassed, held);

        Assert.False(released.Flag("spec", "paused"));
        Assert.Null(released.Annotation(AnnotationNames.Held));
        Patches.AssertSame(bypassed, await ResultAsync("UPDATE", bypassed, bypassed));
    }

    [Fact]
    public async Task Answer_ToLeaving_StripsNothing()
    {
        var created = await ResultAsync("CREATE", Enabled(), null);
        var leaving = created.Copy(each => each.Annotate("enabled", "false"));

        Patches.AssertSame(leaving, await ResultAsync("UPDATE", leaving, created));
    }

    [Fact]
    public async Task Answer_ToProxySettings_CopiesThemToTheTemplateAndTakesThemOffAgainUnjudged()
    {
        const string Key = "canary.footanalytics.io/proxy-memory-limit";
        var old = await ResultAsync("CREATE", Enabled().With(each => each.Annotate("proxy-memory-limit", "256Mi")), null);
        var without = await ResultAsync("UPDATE", old.Copy(each => each.Annotate("proxy-memory-limit", null)), old);

        Assert.Equal("256Mi", old["spec"]!["template"].Annotation(Key));
        Assert.Null(without["spec"]!["template"].Annotation(Key));
        Assert.Equal(Hash(old), Hash(without));
    }

    [Theory]
    [InlineData("enabled", "yes")]
    [InlineData("enabled", "")]
    [InlineData("interval", "")]
    [InlineData("interval", "-5s")]
    [InlineData("interval", "5")]
    [InlineData("interval", "100ms")]
    [InlineData("interval", "15s\n")]
    [InlineData("interval", "１５s")]
    [InlineData("threshold", "0")]
    [InlineData("threshold", "1.5")]
    [InlineData("step-weight", "101")]
    [InlineData("step-weight", "+5")]
    [InlineData("max-weight", "-1")]
    [InlineData("success-rate", "100.1")]
    [InlineData("success-rate", "NaN")]
    [InlineData("request-duration", "0")]
    [InlineData("request-duration", "500ms")]
    [InlineData("steering-mode", "Always")]
    [InlineData("judge", "lenient")]
    [InlineData("ports", "http,,grpc")]
    [InlineData("ports", "a b")]
    [InlineData("bypass", "two\nlines")]
    [InlineData("bypass", " ")]
    [InlineData("proxy-cpu-request", "-1")]
    [InlineData("proxy-memory-limit", "0")]
    [InlineData("proxy-log-level", "debug")]
    [InlineData("proxy-drain-seconds", "301")]
    [InlineData("proxy-image", "evil:1")]
    [InlineData("no-such", "1")]
    public async Task Answer_ToABadAnnotation_NamesFieldAndValue(string name, string value)
    {
        var answer = Assert.IsType<Denied>(await AnswerAsync(name, value));

        Assert.Equal((422, "Invalid"), (answer.Code, answer.StatusReason));
        Assert.Contains(AnnotationNames.Prefix + name, answer.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', answer.Message);
    }

    [Theory]
    [InlineData("interval", "1m30s")]
    [InlineData("threshold", "1")]
    [InlineData("step-weight", "1")]
    [InlineData("success-rate", "99.95")]
    [InlineData("ports", "http, 8080")]
    [InlineData("bypass", "Störung 12")]
    [InlineData("proxy-memory-limit", "1.5Gi")]
    public async Task Answer_ToAGoodAnnotation_Onboards(string name, string value) =>
        Assert.Equal("onboard", (await AnswerAsync(name, value)).Decision);

    [Fact]
    public async Task Answer_ToSeveralFaults_NamesThemAllAndShowsLongValuesShort()
    {
        var current = Enabled().With(each =>
        {
            each.Annotate("interval", new string('x', 10_000));
            each.Annotate("threshold", "-1");
            each.Annotate("step-weight", "60");
            each.Annotate("max-weight", "50");
            each["metadata"]!["name"] = new string('n', 243);
        });

        var answer = Assert.IsType<Denied>(await Entry(_services).AnswerAsync(Some.Request("CREATE", current), default));

        Assert.Equal(4, answer.Message.Split("; ").Length);
        Assert.True(answer.Message.Length < 1200);
    }

    [Fact]
    public async Task Answer_ToAFaultThatWasStoredBefore_LetsOtherChangesThrough()
    {
        var old = Some.Managed().With(each => each.Annotate("interval", "bad"));

        Assert.IsType<Allowed>(await Entry(_services).AnswerAsync(Some.Request("UPDATE", old.Copy(each => each["spec"]!["replicas"] = 9), old), default));
        Assert.IsType<Denied>(await Entry(_services).AnswerAsync(Some.Request("UPDATE", old.Copy(each => each.Annotate("interval", "worse")), old), default));
    }

    [Theory]
    [InlineData("proxy-memory-limit", "much", false)]
    [InlineData("proxy-memory-limit", "256Mi", true)]
    [InlineData("proxy-drain-seconds", "999999", false)]
    public async Task Answer_ToATargetOfATeamsOwnCanary_ChecksItsSettingsToo(string name, string value, bool isLegal)
    {
        var old = Some.Managed().With(each => each.Annotate("enabled", null));
        var current = old.Copy(each => each.Annotate(name, value));

        Assert.Equal(isLegal, await Entry(_services).AnswerAsync(Some.Request("UPDATE", current, old), default) is Allowed);
    }

    [Fact]
    public async Task Answer_ToWhoLeavesWithAFault_LetsThemGo()
    {
        var old = Some.Managed().With(each => each.Annotate("interval", "bad"));

        Assert.IsType<Allowed>(await Entry(_services).AnswerAsync(Some.Request("UPDATE", old.Copy(each => each.Annotate("enabled", null)), old), default));
    }

    [Theory]
    [InlineData("judge=off judge-pace=proof judge-limits=evidence", "judge-pace")]
    [InlineData("judge=advisory judge-pace=proof judge-limits=evidence", "judge-pace")]
    [InlineData("step-weight=100 max-weight=100 judge=strict judge-calm=true judge-margin=2+1", "judge judge-calm judge-margin")]
    [InlineData("step-weight=100 judge=strict", "")]
    [InlineData("judge=off", "")]
    [InlineData("judge=strict judge-pace=proof judge-limits=evidence judge-shared-cause=hold judge-preset=eager judge-calm=true judge-margin=2+1", "")]
    public async Task Answer_ToJudgingWithoutEffect_NamesTheAnnotationsThatWereWritten(string annotations, string idle)
    {
        var current = Enabled().With(each => annotations.Split(' ').Select(pair => pair.Split('=')).ToList().ForEach(pair => each.Annotate(pair[0], pair[1])));
        var answer = await Entry(_services).AnswerAsync(Some.Request("CREATE", current), default);

        Assert.Equal(
            idle.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => $"canarymesh: metadata.annotations: {AnnotationNames.Prefix}{name}"),
            answer.Warnings.Select(warning => string.Join(": ", warning.Split(": ")[..3])));
    }

    [Fact]
    public async Task Answer_ToAChangeOfSomethingElse_SaysNothingOfJudging()
    {
        var old = Some.Managed().With(each => each.Annotate("judge", "off")).With(each => each.Annotate("judge-pace", "proof"));

        Assert.Empty((await Entry(_services).AnswerAsync(Some.Request("UPDATE", old.Copy(each => each["spec"]!["replicas"] = 9), old), default)).Warnings);
    }

    private ValueTask<AdmissionAnswer> AnswerAsync(string name, string value) =>
        Entry(_services).AnswerAsync(Some.Request("CREATE", Enabled().With(each => each.Annotate(name, value))), default);

    private Task<JsonObject> ResultAsync(string operation, JsonObject current, JsonObject? old, FixedServices? services = null) =>
        Onboarded.ResultAsync(services ?? _services, operation, current, old);

    private static TemplateHash Hash(JsonObject deployment) => TemplateHash.Of((JsonObject)deployment["spec"]!["template"]!, []);
}

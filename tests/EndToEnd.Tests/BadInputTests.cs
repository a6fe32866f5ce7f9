using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Support.Processes;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>What strangers send: each hears what is wrong where they look, and what runs goes on.</summary>
public sealed class BadInputTests(TrapsFixture fixture) : IClassFixture<TrapsFixture>
{
    [Fact]
    public async Task BadInput_OfEveryKind_IsRefusedWithWordsAndTheNextVersionIsStillJudged()
    {
        var before = await Target.RestAsync();
        var canary = (await GetAsync("canary", "web"))["spec"]!.ToJsonString();
        await Task.WhenAll(BadManifest.All.Select(RefusedAsync));
        await Task.WhenAll(
            AnnotationAsync(AnnotationNames.Interval, "", "\"\" must be a duration of at least 1s"),
            AnnotationAsync(AnnotationNames.Interval, "-5s", "\"-5s\" must be a duration of at least 1s"),
            AnnotationAsync(AnnotationNames.Interval, "5s\n", "\"5s\\u000a\" must be a duration"),
            AnnotationAsync(AnnotationNames.Interval, new string('x', 10_000), "… (10000 characters)\" must be a duration"),
            AnnotationAsync(AnnotationNames.StepWeight, "１０", "\"１０\" must be a whole number from 1 to 100"),
            AnnotationAsync(AnnotationNames.Prefix + "intervall", "5s", "there is no annotation of that name; there are bypass, enabled, interval"));
        await ReviewsAsync();

        Assert.Equal(canary, (await GetAsync("canary", "web"))["spec"]!.ToJsonString());
        await Target.SetNewAsync("sample/web:2", "after bad input");
        await Target.PromotedAsync("sample/web:2");
        Target.NothingLostSince(before);
    }

    [Fact]
    public async Task Canary_OfAMissingDeploymentWithADotInItsName_SaysSoAndGoesOnWhenItCame()
    {
        var before = await Target.RestAsync();
        await Target.Web.Kubectl.ApplyAsync(OddApp.Canary("later.v2"), CancellationToken.None);
        await Target.Web.Kubectl.ApplyAsync(OddApp.Deployment("lost", "{canary.footanalytics.io/enabled: 'true'}", "gone"), CancellationToken.None);
        await SaysAsync("later.v2", "TargetNotFound", $"Deployment later.v2 does not exist in namespace {Target.Web.Kubectl.Namespace}");
        await Target.UntilAsync(() => HasEventAsync("later.v2", "TargetNotFound"), "an event says so");

        await Target.Web.Kubectl.ApplyAsync(OddApp.Deployment("later.v2", "{}", "http"), CancellationToken.None);
        await SaysAsync("later.v2", "Initialized", "Initialization done!");
        await SaysAsync("lost", "NotSplittable", "port http of Service lost is not split: the Service targets a port name that no container declares (it targets gone; declared are http)");
        foreach (var track in new[] { AnnotationNames.Primary, AnnotationNames.Canary })
        {
            Assert.NotEmpty(await Target.RunAsync("get", "service", SideNames.Service("later.v2", track), "-o", "name"));
        }

        Assert.Equal("1", await Target.RunAsync("get", "deploy", "lost", "-o", "jsonpath={.status.readyReplicas}"));
        await Target.RunAsync("delete", "canary", "later.v2");
        await Target.RunAsync("delete", "deploy,svc", "lost", "later.v2", "later-v2", "--ignore-not-found");
        Target.NothingLostSince(before);
    }

    private TrapTarget Target => fixture.Target;

    private Task<JsonObject> GetAsync(string kind, string name) => Target.Web.Kubectl.GetAsync(CancellationToken.None, kind, name);

    private async Task RefusedAsync(BadManifest bad)
    {
        var refused = await Assert.ThrowsAsync<CommandException>(() => Target.Web.Kubectl.ApplyAsync(bad.Manifest, CancellationToken.None));

        Assert.All(bad.Says, words => Assert.Contains(words, refused.Message, StringComparison.Ordinal));
    }

    private async Task AnnotationAsync(string name, string value, string words)
    {
        var result = await Target.TryAsync("annotate", "deploy/web", "--overwrite", $"{name}={value}");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(words, result.Errors, StringComparison.Ordinal);
        Assert.InRange(result.Errors.Length, 1, 2000);
    }

    private async Task<bool> HasEventAsync(string about, string reason) =>
        (await Target.Web.Kubectl.GetAsync(CancellationToken.None, "events"))["items"]!.AsArray()
            .Any(each => (string?)each!["involvedObject"]!["name"] == about && (string?)each["reason"] == reason);

    private Task SaysAsync(string canary, string reason, string words) => Target.UntilAsync(
        async () => (await Target.TryAsync("get", "canary", canary, "-o", "json")) is { ExitCode: 0 } found
            && CanaryView.Read(JsonNode.Parse(found.Output)!.AsObject()) is var view && view.Reason == reason && view.Message.Contains(words, StringComparison.Ordinal),
        $"{canary} says {reason}: {words}");

    // Anybody in the pod network may call the webhook.
    private async Task ReviewsAsync()
    {
        var service = await Target.Web.Kubectl.GetAsync(CancellationToken.None, "service", "-n", Installation.Namespace, Installation.Webhook);
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null } };
        using var client = new HttpClient(handler) { BaseAddress = new Uri($"https://{(string?)service["spec"]!["clusterIP"]}:{(int)service["spec"]!["ports"]![0]!["port"]!}/") };
        foreach (var body in new[] { "", "nonsense", "{\"apiVersion\":\"admission.k8s.io/v1\",", new string('[', 100_000), new string('x', 10 * 1024 * 1024) })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri("check", UriKind.Relative), content);
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, answer.StatusCode.ToString());
            Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
        }

        using var read = await client.GetAsync(new Uri("inject", UriKind.Relative));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, read.StatusCode);
    }
}

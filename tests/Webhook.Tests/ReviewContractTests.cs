using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Serving;
using CanaryMesh.Webhook.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CanaryMesh.Webhook.Tests;

public sealed class ReviewContractTests(WebhookHost host) : IClassFixture<WebhookHost>
{
    [Fact]
    public async Task Review_OfAPod_IsAnsweredWithUidAndPatch()
    {
        var (status, text, response) = await host.PostAsync("/inject?timeout=3s", WebhookHost.Json(WebhookHost.Review(Some.Pod())));

        var answer = JsonNode.Parse(text)!;
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("admission.k8s.io/v1", "AdmissionReview"), ((string?)answer["apiVersion"], (string?)answer["kind"]));
        Assert.Equal("the-uid", (string?)answer["response"]!["uid"]);
        Assert.Equal("JSONPatch", (string?)answer["response"]!["patchType"]);
        Assert.Equal("inject", (string?)answer["response"]!["auditAnnotations"]!["decision"]);
        Assert.Null(response.Headers.Server.FirstOrDefault());
        Assert.Equal(HttpVersion.Version11, response.Version);
    }

    [Fact]
    public async Task Review_ThatNeedsNothing_HasNoPatchAtAll()
    {
        var (_, text, _) = await host.PostAsync("/hold", WebhookHost.Json(WebhookHost.Review(Some.Deployment())));

        var response = (JsonObject)JsonNode.Parse(text)!["response"]!;
        Assert.True((bool?)response["allowed"]);
        Assert.False(response.ContainsKey("patch") || response.ContainsKey("patchType") || response.ContainsKey("warnings"));
    }

    [Theory]
    [InlineData("inject")]
    [InlineData("hold")]
    [InlineData("onboard")]
    [InlineData("steer")]
    [InlineData("check")]
    [InlineData("sign")]
    [InlineData("seal")]
    public async Task Review_OfEveryEntry_LeavesItsDecisionInTheAuditLogAndNoTextOfTheUsers(string entry)
    {
        var deployment = Some.Deployment().With(each => each.Annotate("interval", "planted-by-the-user"));

        var (_, text, _) = await host.PostAsync($"/{entry}", WebhookHost.Json(WebhookHost.Review(deployment)));

        var audit = (JsonObject)JsonNode.Parse(text)!["response"]!["auditAnnotations"]!;
        Assert.Equal(entry, (string?)audit["entry"]);
        Assert.Equal(["decision", "entry", "reason"], audit.Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.Contains((string?)audit["decision"], new[] { "pass", "inject", "hold", "onboard", "steer", "deny", "sign", "seal", "skip" });
        Assert.DoesNotContain("planted", audit.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_WithTheUsersMistake_IsDeniedWithCodeAndReason()
    {
        var deployment = Some.Deployment().With(each =>
        {
            each.Annotate("enabled", "true");
            each.Annotate("interval", "soon");
        });

        var (status, text, _) = await host.PostAsync("/onboard", WebhookHost.Json(WebhookHost.Review(deployment)));

        var response = JsonNode.Parse(text)!["response"]!;
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False((bool?)response["allowed"]);
        Assert.Equal((422, "Invalid"), ((int)response["status"]!["code"]!, (string?)response["status"]!["reason"]));
        Assert.Equal("bad-annotation", (string?)response["auditAnnotations"]!["reason"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("""{"apiVersion":"admission.k8s.io/v1beta1","kind":"AdmissionReview","request":{"uid":"1"}}""")]
    [InlineData("""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview"}""")]
    [InlineData("""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"1","object":{"a":1,"a":2}}}""")]
    [InlineData("""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"1","object":{"a":"\ud800"}}}""")]
    [InlineData("""{"apiVersion":"admission.k8s.io/v1","kind":"Pod","request":{"uid":"1"}}""")]
    [InlineData("""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"1","operation":"CREATE"}}""")]
    [InlineData("""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"1","operation":"UPDATE","object":{}}}""")]
    [InlineData("""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"1","operation":"CREATE","object":"x"}}""")]
    [InlineData("""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"1","operation":"","object":{}}}""")]
    [InlineData("null")]
    [InlineData("\u0000")]
    public async Task Review_ThatIsNone_Is400WithText(string body)
    {
        var (status, text, response) = await host.PostAsync("/inject", WebhookHost.Json(body));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.NotEmpty(text);
    }

    [Fact]
    public async Task Review_OfAnotherContentType_Is415()
    {
        using var content = new StringContent(WebhookHost.Review(Some.Pod()), Encoding.UTF8, new MediaTypeHeaderValue("application/yaml"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await host.PostAsync("/inject", content)).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Review_LargerThanTheLimit_Is413(bool chunked)
    {
        var pod = Some.Pod().With(each => each["metadata"]!["annotations"]!["large"] = new string('x', BodyReader.MostBytes));
        using var content = WebhookHost.Json(WebhookHost.Review(pod));
        if (chunked)
        {
            content.Headers.ContentLength = null;
        }

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await host.PostAsync("/inject", content)).Status);
    }

    [Theory]
    [InlineData("GET", "/inject", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/check", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/hold", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/inject/../../etc/passwd", HttpStatusCode.NotFound)]
    public async Task Request_OfAnotherMethodOrPath_IsToldWhatIsServed(string method, string path, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using var response = await host.Client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
        Assert.Contains("POST an AdmissionReview to one of /inject, /hold, /onboard, /steer, /check", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reviews_OfEveryBadKind_LeaveTheNextOneAsItWas()
    {
        var review = WebhookHost.Review(Some.Pod());
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000));
        string[] bodies = [review[..(review.Length / 2)], deep, new string('[', 1_000_000), new string('x', 10 * 1024 * 1024), "\ufeff{}", "%", """{"request":1e999999}"""];
        foreach (var body in bodies)
        {
            var (bad, text, _) = await host.PostAsync("/inject", WebhookHost.Json(body));
            Assert.True((int)bad is >= 400 and < 600, $"{bad} for {body[..Math.Min(20, body.Length)]}");
            Assert.InRange(text.Length, 1, 500);
        }

        using var noType = new ByteArrayContent(Encoding.UTF8.GetBytes(review));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await host.PostAsync("/inject", noType)).Status);
        var (status, answer, _) = await host.PostAsync("/inject", WebhookHost.Json(review));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("the-uid", (string?)JsonNode.Parse(answer)!["response"]!["uid"]);
    }

    [Fact]
    public async Task Review_WhenTheEntryFails_Is500WithText()
    {
        host.Scripted.Script = (_, _) => throw new InvalidOperationException("secret detail");

        var (status, text, response) = await host.PostAsync("/scripted", WebhookHost.Json(WebhookHost.Review(Some.Pod())));

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_AtItsDeadline_Is500()
    {
        host.Scripted.Script = async (_, cancellation) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return AdmissionAnswer.Pass();
        };

        var (status, _, _) = await host.PostAsync("/scripted?timeout=0.2s", WebhookHost.Json(WebhookHost.Review(Some.Pod())));

        Assert.Equal(HttpStatusCode.InternalServerError, status);
    }

    [Fact]
    public async Task Admin_OnTheReviewListener_IsNotServed()
    {
        using var response = await host.Client.GetAsync(new Uri("/metrics", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Admin_TellsReadinessAndMetrics()
    {
        var readiness = host.Services.GetRequiredService<Readiness>();
        using var client = new HttpClient { BaseAddress = host.Admin };

        readiness.Report("control", "no address");
        using var unready = await client.GetAsync(new Uri("/readyz", UriKind.Relative));
        var why = await unready.Content.ReadAsStringAsync();
        readiness.Report("control", null);
        readiness.Report(TrustWorker.Part, null);
        using var ready = await client.GetAsync(new Uri("/readyz", UriKind.Relative));
        var metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (unready.StatusCode, ready.StatusCode));
        Assert.Contains("control: no address", why, StringComparison.Ordinal);
        Assert.Contains("canarymesh_injection_skipped_total{reason=\"host-network\"} 0", metrics, StringComparison.Ordinal);
    }
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Schema.Tests.Reading;

/// <summary>What an AlertProvider makes the analyzer post, and where: as it leaves for the room.</summary>
internal sealed class ProviderReading : HttpMessageHandler
{
    private readonly List<string> _posted = [];

    public static async Task<string> OfAsync(JsonObject thing)
    {
        var api = new RecordingApi();
        api.Answer = call => new KubeResult(200, call.StartsWith("get secrets/", StringComparison.Ordinal) ? Secret(call.Split('/')[1]) : thing, "", "");
        using var reading = new ProviderReading();
        using var direct = new HttpClient(reading, disposeHandler: false);
        var sender = new AlertSender(direct, reading.Through, api, new FakeTimeProvider(), NullLogger<AlertSender>.Instance);
        var alert = new Alert(new("shop", "web"), "web", AlertSeverity.Error, "ChecksFailed", "too slow", [new("Version", "bbbb")]);

        Assert.True(await sender.SendAsync(alert, new ObjectKey("shop", "some"), default));

        return string.Join('\n', reading._posted);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _posted.Add($"{request.RequestUri} {await request.Content!.ReadAsStringAsync(cancellationToken)}");
        return new(HttpStatusCode.OK);
    }

    private HttpClient Through(Uri proxy)
    {
        _posted.Add($"through {proxy}");
        return new(this, disposeHandler: false);
    }

    private static JsonObject Secret(string name) => new()
    {
        ["data"] = new JsonObject { ["address"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"https://{name}.example/hook")) },
    };
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CanaryMesh.Cli.Tests.Support;

/// <summary>An API server of a few fixed answers, with a kubeconfig that leads to it.</summary>
internal sealed class FakeApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, (int Status, string Body)> _answers = new(StringComparer.Ordinal);

    private FakeApi(WebApplication app) => _app = app;

    public string Kubeconfig { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public List<ReceivedRequest> Received { get; } = [];

    public static async Task<FakeApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var api = new FakeApi(builder.Build());
        api._app.Run(api.AnswerAsync);
        await api._app.StartAsync();
        await File.WriteAllTextAsync(api.Kubeconfig, Kubeconfigs.For(api._app.Urls.Single(), "shop"));
        return api;
    }

    public FakeApi Answer(string path, string body, int status = 200)
    {
        _answers[path] = (status, body);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        File.Delete(Kubeconfig);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Received.Add(new(
            context.Request.Method, context.Request.Path, context.Request.QueryString.Value ?? "", context.Request.ContentType ?? "", await reader.ReadToEndAsync()));
        var (status, body) = _answers.GetValueOrDefault(context.Request.Path, (404, """{"kind":"Status","message":"not found"}"""));
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    }
}

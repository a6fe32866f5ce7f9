using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CanaryMesh.Document.Tests.Stage;

/// <summary>What stands beside the cluster: a chat room, an exporter.</summary>
internal static class LocalServer
{
    /// <summary>Its address. It ends with this process.</summary>
    public static async Task<Uri> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new Uri(app.Urls.First());
    }
}

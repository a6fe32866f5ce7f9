using System.Net.Http.Headers;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests.Hooks;

/// <summary>What no process may ever write into a log: each is planted where a rollout uses it, and looked for in every log afterwards.</summary>
internal static class Planted
{
    public const string HookQuery = "planted-hook-query";
    public const string HookMetadata = "planted-hook-metadata";
    public const string HookSecret = "planted-hook-secret";
    public const string AlertSecret = "planted-alert-secret";
    private const string RequestHeader = "planted-request-header";
    private const string RequestQuery = "planted-request-query";
    private const int Requests = 20;

    /// <summary>Requests of a client's through the Service, to either side.</summary>
    public static async Task AskAsync(Kubectl kubectl)
    {
        var service = await kubectl.GetAsync(CancellationToken.None, "service", "web");
        using var client = new HttpClient { BaseAddress = new($"http://{(string)service["spec"]!["clusterIP"]!}:{(int)service["spec"]!["ports"]![0]!["port"]!}/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", RequestHeader);
        for (var index = 0; index < Requests; index++)
        {
            using var answer = await client.GetAsync(new Uri($"?q={RequestQuery}", UriKind.Relative));
            Assert.True(answer.IsSuccessStatusCode, $"the app answered {answer.StatusCode}");
        }
    }

    public static async Task AssertUnsaidAsync(string folder, HookReceiver receiver)
    {
        Assert.All([HookQuery, HookMetadata, HookSecret, AlertSecret], planted => Assert.True(receiver.HasSeen(planted), $"{planted} was used"));
        var logs = Directory.EnumerateFiles(Path.Combine(folder, "state", "logs"), "*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Path.Combine(folder, "logs"))).ToList();
        foreach (var process in new[] { "canarymesh-analyzer", "canarymesh-webhook", "canarymesh-proxy" })
        {
            Assert.Contains(logs, log => log.Contains(process, StringComparison.Ordinal));
        }

        foreach (var log in logs)
        {
            Assert.DoesNotContain("planted-", await TextAsync(log), StringComparison.Ordinal);
        }
    }

    // The processes go on writing.
    private static async Task<string> TextAsync(string log)
    {
        await using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }
}

using System.Net;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>One client beside the load, that says who it is.</summary>
internal sealed class RoutedClient(IPEndPoint listener, string host) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false })
    {
        BaseAddress = new Uri($"http://{listener}/"), Timeout = TimeSpan.FromSeconds(10),
    };

    public async Task<RoutedAnswer> AskAsync(string path, params IReadOnlyList<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("Host", host);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }
        using var answer = await _client.SendAsync(request);
        return new RoutedAnswer((int)answer.StatusCode, One(answer, "X-Version"), One(answer, "Set-Cookie"), One(answer, "Location"));
    }

    public void Dispose() => _client.Dispose();

    private static string One(HttpResponseMessage answer, string header) => answer.Headers.TryGetValues(header, out var values) ? values.Single() : "";
}

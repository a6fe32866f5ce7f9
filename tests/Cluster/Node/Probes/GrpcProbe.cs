using System.Net;
using System.Text;
using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>grpc.health.v1.Health/Check over HTTP/2 without TLS; SERVING is success.</summary>
internal static class GrpcProbe
{
    private const int FrameHead = 5;

    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public static async Task<ProbeOutcome> RunAsync(V1GRPCAction action, ProbeTarget target, string agent, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://{target.PodIp}:{action.Port}/grpc.health.v1.Health/Check"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Message(action.Service ?? "")),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/grpc");
        using var response = await Client.SendAsync(request, cancel).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false);
        return IsServing(body) ? ProbeOutcome.Success : ProbeOutcome.Failure("service unhealthy (responded with \"NOT_SERVING\")");
    }

    private static byte[] Message(string service)
    {
        var name = Encoding.UTF8.GetBytes(service);
        byte[] message = name.Length == 0 ? [] : [0x0a, (byte)name.Length, .. name];
        return [0, 0, 0, 0, (byte)message.Length, .. message];
    }

    // HealthCheckResponse.status is field 1, a varint; 1 is SERVING.
    private static bool IsServing(byte[] body) => body.AsSpan().Length > FrameHead && body.AsSpan(FrameHead) is [0x08, 0x01, ..];
}

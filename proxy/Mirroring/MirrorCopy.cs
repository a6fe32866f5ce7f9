using System.Buffers;
using CanaryMesh.Proxy.Forwarding;
using CanaryMesh.Proxy.Http1;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Mirroring;

/// <summary>A request as it will be sent once more, to a canary. Its body is what the original's sending has read: nothing waits for it.</summary>
internal sealed class MirrorCopy(Backend backend, SideCounter counter, string method, ByteBuilder bytes, Action<MirrorCopy> send)
{
    private const long MostBody = 16 * 1024;

    public Backend Backend => backend;

    public SideCounter Counter => counter;

    public string Method => method;

    public ReadOnlyMemory<byte> Bytes => bytes.Written;

    /// <summary>HTTP/1.1 without a body, or with a short one whose length is known; no upgrade, nothing that is a copy already.</summary>
    public static bool IsPossible(HttpContext context, in RequestShape shape) =>
        !HttpProtocol.IsHttp2(context.Request.Protocol)
        && shape is { IsUpgrade: false, IsChunked: false, WaitsForContinue: false }
        && (!shape.HasBody || context.Request.ContentLength is <= MostBody)
        && !HttpMethods.IsConnect(context.Request.Method)
        && !context.Request.Headers.ContainsKey(OwnHeaders.Mirror);

    public void Take(in ReadOnlySequence<byte> body)
    {
        foreach (var segment in body)
        {
            bytes.Append(segment.Span);
        }
    }

    /// <summary>The original is on its way. One that was stopped is not copied.</summary>
    public void End(bool isWhole)
    {
        if (isWhole)
        {
            send(this);
        }
    }
}

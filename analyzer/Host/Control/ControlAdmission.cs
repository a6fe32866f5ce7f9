using CanaryMesh.Api.Control;
using Grpc.Core;

namespace CanaryMesh.Analyzer.Control;

/// <summary>Decides whether a caller may have a stream. Each refusal is one sentence for the proxy's log.</summary>
internal sealed class ControlAdmission(PolicyBoard board, IProxyAuthenticator authenticator, FindPod findPod)
{
    private const string Bearer = "Bearer ";
    private const int LongestInstance = 128;

    public async Task<(ProxyCaller Caller, PodIdentity Pod)> AdmitAsync(ServerCallContext context)
    {
        if (board.Term is null)
        {
            throw Elsewhere("this analyzer does not lead: try another");
        }

        var header = context.RequestHeaders.GetValue("authorization") ?? "";
        if (!header.StartsWith(Bearer, StringComparison.Ordinal))
        {
            throw Refusal(StatusCode.Unauthenticated, "the call carries no bearer token");
        }

        return await authenticator.AuthenticateAsync(header[Bearer.Length..].Trim(), context.CancellationToken) switch
        {
            Authentication.Proven proven => (proven.Caller, Find(proven.Caller)),
            Authentication.Unknown unknown => throw Refusal(StatusCode.Unavailable, unknown.Reason),
            Authentication.Refused refused => throw Refusal(StatusCode.Unauthenticated, refused.Reason),
            _ => throw Refusal(StatusCode.Internal, "the caller is not known"),
        };
    }

    /// <summary>The protocol both sides speak.</summary>
    public static uint Negotiate(Hello hello)
    {
        if (hello.Instance.Length is 0 or > LongestInstance)
        {
            throw Refusal(StatusCode.InvalidArgument, "the hello names no instance of a sensible length");
        }

        return hello.ProtocolMin <= ProtocolVersion.Current && hello.ProtocolMax >= ProtocolVersion.Current
            ? ProtocolVersion.Current
            : throw Refusal(
                StatusCode.FailedPrecondition,
                $"this analyzer speaks protocol {ProtocolVersion.Current}, the proxy {hello.ProtocolMin} to {hello.ProtocolMax}");
    }

    public static RpcException Refusal(StatusCode code, string sentence) => new(new Status(code, sentence));

    /// <summary>The proxy may ask again at once: its next connection may lead to another analyzer.</summary>
    public static RpcException Elsewhere(string sentence) =>
        new(new Status(StatusCode.Unavailable, sentence), new Metadata { { ControlTrailers.Elsewhere, "true" } });

    private PodIdentity Find(ProxyCaller caller) => findPod(caller.Namespace, caller.PodUid) ?? throw Refusal(
        StatusCode.PermissionDenied, $"pod {caller.Namespace}/{caller.PodName} is not known as a pod of a managed workload");
}

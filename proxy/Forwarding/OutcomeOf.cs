using System.Diagnostics;
using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Forwarding;

internal static class OutcomeOf
{
    public static Outcome Attempt(AnswerState state, HttpResponse response) => state switch
    {
        AnswerState.Answered => Answer(response),
        AnswerState.NotReached => Outcome.ConnectError,
        AnswerState.Broken => Outcome.Reset,
        AnswerState.TimedOut => Outcome.Timeout,
        AnswerState.ClientGone => Outcome.ClientCancel,
        _ => throw new UnreachableException(),
    };

    /// <summary>By status; a gRPC answer without messages carries its status in the head and is judged by that.</summary>
    public static Outcome Answer(HttpResponse response) =>
        response.StatusCode >= 500 || IsGrpcFault(response.Headers["grpc-status"].ToString()) ? Outcome.ServerError : Outcome.Success;

    // Unknown, deadline exceeded, resource exhausted, unimplemented, internal, unavailable, data loss: the server's; all others are the caller's.
    private static bool IsGrpcFault(string status) => status is "2" or "4" or "8" or "12" or "13" or "14" or "15";
}

using CanaryMesh.Proxy.Forwarding;
using CanaryMesh.Proxy.Telemetry;
using Grpc.Core;

namespace CanaryMesh.Proxy.Tests.Forwarding;

public sealed class OutcomeOfTests
{
    private static readonly HashSet<StatusCode> OfTheServer =
    [
        StatusCode.Unknown, StatusCode.DeadlineExceeded, StatusCode.ResourceExhausted, StatusCode.Unimplemented, StatusCode.Internal, StatusCode.Unavailable,
        StatusCode.DataLoss,
    ];

    [Fact]
    public void GrpcStatus_OfTheServer_IsAnErrorAndOfTheCallerNone() =>
        Assert.Equal(OfTheServer, Enum.GetValues<StatusCode>().Where(status => Answered((int)status) is Outcome.ServerError).ToHashSet());

    private static Outcome Answered(int status)
    {
        var context = new DefaultHttpContext();
        context.Response.Headers["grpc-status"] = $"{status}";
        return OutcomeOf.Answer(context.Response);
    }
}

using CanaryMesh.Api.Control;
using Grpc.Core;

namespace CanaryMesh.Proxy.Tests.Support;

/// <summary>A bidirectional gRPC app: speaks first, then answers each message; ends with a trailer, or fails at once when asked.</summary>
public sealed class EchoControl : Api.Control.Control.ControlBase
{
    public override async Task Attach(
        IAsyncStreamReader<ProxyMessage> requestStream, IServerStreamWriter<AnalyzerMessage> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(requestStream);
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);
        if (context.RequestHeaders.GetValue("fail") is not null)
        {
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "as asked"));
        }

        context.ResponseTrailers.Add("x-end", "here");
        await context.WriteResponseHeadersAsync([]);
        await foreach (var message in requestStream.ReadAllAsync())
        {
            await responseStream.WriteAsync(new AnalyzerMessage { Bye = new Bye { Reason = message.Hello.PodName } });
        }
    }
}

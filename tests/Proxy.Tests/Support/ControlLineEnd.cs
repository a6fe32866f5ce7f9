using CanaryMesh.Api.Control;
using Grpc.Core;

namespace CanaryMesh.Proxy.Tests.Support;

public sealed class ControlLineEnd(ControlLine line) : Api.Control.Control.ControlBase
{
    public override async Task Attach(
        IAsyncStreamReader<ProxyMessage> requestStream, IServerStreamWriter<AnalyzerMessage> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(requestStream);
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);
        line.Tokens.Enqueue(context.RequestHeaders.GetValue("authorization") ?? "");
        line.Open();
        if (line.IsStandby)
        {
            throw new RpcException(
                new Status(StatusCode.Unavailable, "this analyzer does not lead: try another"), new Metadata { { ControlTrailers.Elsewhere, "true" } });
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, line.Ended);
        var speaking = SpeakAsync(responseStream, ended.Token);
        await foreach (var message in requestStream.ReadAllAsync(ended.Token))
        {
            line.Heard.Enqueue(message);
        }

        line.IsEndedByProxy = true;
        await ended.CancelAsync();
        await speaking;
    }

    private async Task SpeakAsync(IServerStreamWriter<AnalyzerMessage> responseStream, CancellationToken ended)
    {
        try
        {
            await foreach (var message in line.Say.Reader.ReadAllAsync(ended))
            {
                await responseStream.WriteAsync(message, ended);
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }
}

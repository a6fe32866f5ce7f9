using CanaryMesh.Api.Control;
using Grpc.Core;
using Endpoint = CanaryMesh.Api.Control.Control;

namespace CanaryMesh.Analyzer.Control;

/// <summary>The analyzer's end of a proxy's stream: policies down, reports up, until one of them leaves.</summary>
internal sealed partial class ControlService(
    PolicyBoard board, ControlAdmission admission, ControlTiming timing, TimeProvider time, ILogger<ControlService> logger)
    : Endpoint.ControlBase
{
    public override async Task Attach(
        IAsyncStreamReader<ProxyMessage> requestStream, IServerStreamWriter<AnalyzerMessage> responseStream, ServerCallContext context)
    {
        var (caller, pod) = await admission.AdmitAsync(context);
        var hello = await HelloAsync(requestStream, context.CancellationToken);
        var stream = board.Attach(pod, hello.Instance, ControlAdmission.Negotiate(hello))
            ?? throw ControlAdmission.Elsewhere("this analyzer leads no more: try another");
        LogAttached(pod.Workload, pod.PodName, hello.ProxyVersion);
        if (PolicyId.Of(hello.Current) is var held && board.Term is { } term && held.Term > term)
        {
            LogLaterTerm(pod.PodName, held, term);
        }

        try
        {
            await ServeAsync(stream, caller, requestStream, responseStream, context.CancellationToken);
        }
        finally
        {
            board.Detach(stream);
            LogDetached(pod.Workload, pod.PodName);
        }
    }

    private async Task<Hello> HelloAsync(IAsyncStreamReader<ProxyMessage> requests, CancellationToken gone)
    {
        using var late = new CancellationTokenSource(timing.Hello, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(gone, late.Token);
        try
        {
            return await requests.MoveNext(both.Token) && requests.Current.Hello is { } hello
                ? hello
                : throw ControlAdmission.Refusal(StatusCode.InvalidArgument, "the first message must be a hello");
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            throw ControlAdmission.Refusal(StatusCode.DeadlineExceeded, "no hello came in time");
        }
    }

    private async Task ServeAsync(
        ProxyAttachment stream, ProxyCaller caller, IAsyncStreamReader<ProxyMessage> requests,
        IServerStreamWriter<AnalyzerMessage> responses, CancellationToken gone)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(gone);
        var life = timing.Life(time.GetUtcNow(), caller.TokenEnds, Random.Shared.NextDouble());
        await using var end = time.CreateTimer(_ => stream.Close("the stream has lived long enough"), null, life, Timeout.InfiniteTimeSpan);
        var reading = ReadAsync(stream, requests, over.Token);
        var writing = WriteAsync(stream, responses, over.Token);
        if (await Task.WhenAny(reading, writing, stream.Closed) == stream.Closed)
        {
            // A proxy that does not read must not keep its stream.
            await Task.WhenAny(writing, Task.Delay(timing.Goodbye, time, gone));
        }

        await over.CancelAsync();
        stream.Close("the proxy has left");
        await Task.WhenAll(reading, writing);
    }

    private async Task ReadAsync(ProxyAttachment stream, IAsyncStreamReader<ProxyMessage> requests, CancellationToken over)
    {
        var pace = new ReportPace(time);
        try
        {
            while (await requests.MoveNext(over))
            {
                if (!pace.Allows())
                {
                    throw ControlAdmission.Refusal(StatusCode.ResourceExhausted, "the proxy speaks too often");
                }

                board.Hear(stream, requests.Current);
            }
        }
        catch (Exception exception) when (IsGone(exception))
        {
            LogBroken(stream.Pod.PodName, exception.Message);
        }
    }

    private static async Task WriteAsync(ProxyAttachment stream, IServerStreamWriter<AnalyzerMessage> responses, CancellationToken over)
    {
        try
        {
            await foreach (var message in stream.Mailbox.ReadAllAsync(over))
            {
                await responses.WriteAsync(message, over);
            }

            await responses.WriteAsync(new AnalyzerMessage { Bye = new Bye { Reason = await stream.Closed } }, over);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            stream.Close("the proxy has left");
        }
    }

    /// <summary>The ways in which a peer that has left shows itself.</summary>
    private static bool IsGone(Exception exception) =>
        exception is OperationCanceledException or IOException or InvalidOperationException or RpcException { StatusCode: StatusCode.Cancelled };
}

using CanaryMesh.Mesh.Actions;
using CanaryMesh.Mesh.Counting;
using CanaryMesh.Mesh.Requests;
using CanaryMesh.Mesh.Services;
using Microsoft.AspNetCore.Http;

namespace CanaryMesh.Mesh.Forwarding;

/// <summary>Takes a request in and sees it to its answer, as the objects of this moment say.</summary>
internal sealed class MeshForwarder(MeshOptions options, string @namespace, Func<MeshView> view, Upstream upstream, MirrorSender mirrors, Draws draws, MeshCounts counts, MeshMetrics metrics, TimeProvider clock)
{
    private const string Mutual = "ISTIO_MUTUAL";

    public Task HandleAsync(HttpContext context)
    {
        var request = RequestReader.Read(context, options, @namespace);
        var choice = view().Choose(request, options.Gateway);
        if (choice.Rule.Length > 0)
        {
            counts.Took(choice.Rule);
        }
        return choice.Action switch
        {
            RouteAction.Forward forward => ForwardAsync(context, request, choice, forward),
            RouteAction.Redirect redirect => AnswerWriter.RedirectAsync(context, redirect, choice.Path, request),
            RouteAction.Answer answer => SayAsync(context, choice, answer),
            _ => throw new InvalidOperationException($"{choice.Action} is no action"),
        };
    }

    private Task SayAsync(HttpContext context, RouteChoice choice, RouteAction.Answer answer)
    {
        if (choice.Rule.Length == 0)
        {
            counts.Refused(answer.Body);
        }
        return AnswerWriter.SayAsync(context, answer.Status, answer.Body);
    }

    private async Task ForwardAsync(HttpContext context, MeshRequest request, RouteChoice choice, RouteAction.Forward forward)
    {
        var target = WeightedDraw.Pick(forward.Targets, draws.Next()) ?? throw new InvalidOperationException("a rule without weight was read as a split");
        counts.Drew(WeightedDraw.Text(forward.Targets), WeightedDraw.Short(target.Destination));
        var sent = await UpstreamRequestReader.ReadAsync(context, choice, forward, target, request.Query);
        mirrors.Send(sent, forward.Mirrors, destination => Resolve(destination, request.Port));
        using var timeout = forward.Timeout is { } longest ? new CancellationTokenSource(longest, clock) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        try
        {
            using var answer = await upstream.SendAsync(sent, () => Resolve(target.Destination, request.Port), forward.Retry, either.Token);
            await PassOnAsync(context, answer, forward, target, either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !context.Response.HasStarted)
        {
            counts.Refused($"no answer of {WeightedDraw.Short(target.Destination)} in time");
            await AnswerWriter.SayAsync(context, StatusCodes.Status504GatewayTimeout, "upstream request timeout");
        }
        catch (Exception cut) when (cut is OperationCanceledException or HttpRequestException or IOException)
        {
            counts.Refused($"an answer of {WeightedDraw.Short(target.Destination)} was cut off");
            context.Abort();
        }
    }

    private async Task PassOnAsync(HttpContext context, UpstreamAnswer answer, RouteAction.Forward forward, WeightedTarget target, CancellationToken cancel)
    {
        if (answer is not { Message: { } message, Endpoint: { } endpoint })
        {
            counts.Refused(answer.Fault);
            await AnswerWriter.SayAsync(context, answer.FaultStatus, answer.Fault);
            return;
        }
        var status = 0;
        try
        {
            await AnswerWriter.CopyAsync(context, message, forward, target, cancel);
            status = (int)message.StatusCode;
        }
        finally
        {
            counts.Answered(endpoint.Workload);
            metrics.Answered(endpoint, answer.Resolution.Service, status, clock.GetElapsedTime(answer.Started));
        }
    }

    private Resolution Resolve(Destination destination, int entered)
    {
        var resolution = view().Resolve(destination, entered);
        counts.Saw(resolution.Service, resolution.TlsMode);
        return options.StrictMutual && resolution.Fault is null && resolution.TlsMode != Mutual
            ? resolution with { Fault = $"{resolution.Service} takes {Mutual} alone, not '{resolution.TlsMode}'" }
            : resolution;
    }
}

using System.Diagnostics;
using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Mirroring;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>One request and its answer, reused for the next of the same connection. It is also YARP's transformer, so that the moment
/// the answer's head arrives is known without a closure or a lookup.</summary>
internal sealed class Exchange : HttpTransformer
{
    private readonly HeadWait _wait = new();
    private SideCounter? _counter;
    private GuardWatch? _watched;
    private SampleRing? _samples;
    private Backend? _backend;
    private bool _onCanary;
    private bool _counted;
    private bool _answersWithTime;
    private string? _cookie;
    private long _started;
    private AppTime _appTime;
    private Lateness _lateness;

    public DefaultHttpContext Context { get; private set; } = null!;

    /// <summary>Whether the head of an answer has arrived in this attempt.</summary>
    public bool HeadSeen { get; private set; }

    public Backend Backend => _backend!;

    /// <summary>Whether the canary's own proxy is to say how long the app needed.</summary>
    public bool AsksForTime => _onCanary && _counter is { IsFine: true };

    /// <summary>Takes what is read of the body, for a copy of the request; null on the plain path.</summary>
    public MirrorCopy? Copy { get; set; }

    public void Enter(IFeatureCollection features)
    {
        if (Context is null)
        {
            Context = new DefaultHttpContext(features);
        }
        else
        {
            Context.Initialize(features);
        }

        _counter = null;
        _watched = null;
        _samples = null;
        _backend = null;
        _counted = false;
        _answersWithTime = false;
        _cookie = null;
        _appTime = default;
        _lateness = Lateness.InTime;
        Copy = null;
        HeadSeen = false;
        _started = TimeProvider.System.GetTimestamp();
    }

    public void Leave() => Context.Uninitialize();

    /// <summary>Counts the request under a key from now on; without this call it is not counted.</summary>
    public void CountUnder(SideCounter counter, SampleRing? samples, bool onCanary, bool drawn)
    {
        _counter = counter;
        _samples = samples;
        _onCanary = onCanary;
        counter.Begin(drawn);
    }

    /// <summary>Its outcome is watched too.</summary>
    public void WatchBy(GuardWatch? watch) => _watched = watch;

    /// <summary>Its answer must begin in time, where versions are compared.</summary>
    public void AwaitHead(HeadWatch watch)
    {
        if (_counter is { IsFine: true })
        {
            _wait.Begin(watch, _counter, _watched, _onCanary);
        }
    }

    /// <summary>The answer will say how long the app needed, if that was asked.</summary>
    public void AnswerWithTime(bool isAsked) => _answersWithTime = isAsked;

    /// <summary>The answer will set this cookie.</summary>
    public void SetCookie(string? cookie) => _cookie = cookie;

    /// <summary>The canary was never reached: what it was drawn under remembers that, the rest counts elsewhere.</summary>
    public void FallBackTo(SideCounter counter)
    {
        _wait.End();
        _counter!.FallBack();
        _watched = null;
        _cookie = null;
        CountUnder(counter, _samples, onCanary: false, drawn: false);
    }

    public void Attempt(Backend backend)
    {
        _backend = backend;
        HeadSeen = false;
    }

    /// <summary>The head of an answer has been taken over; that of a stream counts now.</summary>
    public void SeeHead()
    {
        HeadSeen = true;
        EndWait(isClientGone: false);
        _appTime.Take(Context.Response.Headers, AsksForTime);
        if (_answersWithTime)
        {
            AppTime.Say(Context.Response.Headers, _started);
        }

        if (_cookie is not null)
        {
            Context.Response.Headers.Append(Microsoft.Net.Http.Headers.HeaderNames.SetCookie, _cookie);
        }

        if (StreamedAnswer.Is(Context))
        {
            End(OutcomeOf.Answer(Context.Response));
        }
    }

    /// <summary>No whole answer will come: says so if nothing was answered yet, and cuts what was.</summary>
    public AnswerState Fail(AnswerState state)
    {
        if (Context.Response.HasStarted)
        {
            Context.Abort();
            return state;
        }

        ClearAnswer();
        Context.Response.StatusCode = state switch
        {
            AnswerState.TimedOut => StatusCodes.Status504GatewayTimeout,
            AnswerState.ClientGone => StatusCodes.Status400BadRequest,
            AnswerState.Answered or AnswerState.NotReached or AnswerState.Broken => StatusCodes.Status502BadGateway,
            _ => throw new UnreachableException(),
        };
        return state;
    }

    /// <summary>Takes back what an attempt has written, but not the wish that the client go elsewhere.</summary>
    public void ClearAnswer()
    {
        var connection = Context.Response.Headers.Connection;
        Context.Response.Clear();
        if (connection.Count > 0)
        {
            Context.Response.Headers.Connection = connection;
        }
    }

    public void End(Outcome outcome)
    {
        if (_counter is null || _counted)
        {
            return;
        }

        _counted = true;
        EndWait(isClientGone: outcome is Outcome.ClientCancel);
        var microseconds = (long)TimeProvider.System.GetElapsedTime(_started).TotalMicroseconds;
        if (outcome is Outcome.Success && _lateness is Lateness.InTime && (_onCanary ? _appTime.UntilNow : microseconds) is { } beside)
        {
            _counter.CountBeside(beside);
        }

        _counter.End(outcome, microseconds, _lateness is not Lateness.InTime);
        if (_lateness is not Lateness.LateAndTold)
        {
            _watched?.End(Context, _onCanary, _lateness is Lateness.InTime ? outcome : Outcome.Timeout);
        }

        if (_samples is not null && SampleChoice.IsKept(outcome, microseconds))
        {
            _samples.Add(SampleChoice.Make(Context, Backend.Pod, microseconds, _onCanary));
        }
    }

    private void EndWait(bool isClientGone)
    {
        if (_lateness is Lateness.InTime)
        {
            _lateness = isClientGone ? _wait.Leave() : _wait.End();
        }
    }

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.RequestUri = RawTarget.Of(destinationPrefix, httpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        if (Backend.IsHop)
        {
            proxyRequest.Headers.TryAddWithoutValidation(OwnHeaders.Hop, AsksForTime ? OwnHeaders.Timed : OwnHeaders.Marked);
        }
    }

    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
        {
            return false;
        }

        var copyBody = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        if (!StreamedAnswer.IsTunnel(httpContext))
        {
            proxyResponse.Content = new EagerHeadContent(proxyResponse.Content, httpContext.Response);
        }

        SeeHead();
        return copyBody;
    }

    public override async ValueTask TransformResponseTrailersAsync(
        HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken)
    {
        await base.TransformResponseTrailersAsync(httpContext, proxyResponse, cancellationToken);
        if (httpContext.Features.Get<IHttpResponseTrailersFeature>() is { Trailers: { IsReadOnly: false } trailers })
        {
            trailers.Remove(OwnHeaders.AppTime);
        }
    }
}

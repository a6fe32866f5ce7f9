using CanaryMesh.Proxy.Admin;
using CanaryMesh.Proxy.Listening;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http.Features;

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>Everything Kestrel hands in, without a hosting layer between: the listener decides who handles it.</summary>
internal sealed class ProxyApplication(
    SplitListener split,
    DirectListener direct,
    AdminEndpoints admin,
    TrafficMeter meter,
    DrainState drain,
    string pod) : IHttpApplication<Exchange>
{
    public Exchange CreateContext(IFeatureCollection contextFeatures)
    {
        Exchange exchange;
        if (contextFeatures is IHostContextContainer<Exchange> container)
        {
            exchange = container.HostContext ??= new Exchange();
        }
        else
        {
            exchange = new Exchange();
        }

        exchange.Enter(contextFeatures);
        return exchange;
    }

    public Task ProcessRequestAsync(Exchange context)
    {
        var listener = context.Context.Features.GetRequiredFeature<BoundListener>();
        if (drain.IsDraining)
        {
            AskToLeave(context.Context);
        }

        if (!RawTarget.IsClean(context.Context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget))
        {
            context.Context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        return listener.Kind == ListenerKind.Admin ? admin.HandleAsync(context.Context)
            : listener.Kind == ListenerKind.Split && ProbeAnswer.Try(context.Context, pod) ? Task.CompletedTask
            : ForwardAsync(context, listener);
    }

    public void DisposeContext(Exchange context, Exception? exception) => context.Leave();

    private async Task ForwardAsync(Exchange exchange, BoundListener listener)
    {
        meter.Enter();
        try
        {
            var state = listener.Kind == ListenerKind.Split
                ? await split.HandleAsync(exchange, listener.Index)
                : await direct.HandleAsync(exchange, listener.Index);
            exchange.End(OutcomeOf.Attempt(state, exchange.Context.Response));
        }
        finally
        {
            exchange.End(Telemetry.Outcome.Reset);
            meter.Leave();
        }
    }

    /// <summary>HTTP/1.1 clients are told to open their next connection elsewhere; HTTP/2 gets a GOAWAY.</summary>
    private static void AskToLeave(HttpContext context)
    {
        if (HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
        else
        {
            context.Response.Headers.Connection = "close";
        }
    }
}

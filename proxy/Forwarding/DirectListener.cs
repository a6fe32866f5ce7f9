using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Routing;

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>Requests that go to this pod's app whatever the weights: the second hop, gates, load tests.</summary>
internal sealed class DirectListener(
    PolicyHolder policies,
    BackendForwarder forwarder,
    AppRoutes apps,
    SelfAddresses self,
    TrafficMeter meter)
{
    public ValueTask<AnswerState> HandleAsync(Exchange exchange, int port)
    {
        var context = exchange.Context;
        var snapshot = policies.Current;
        if (context.Request.Headers.Remove(OwnHeaders.Hop, out var mark))
        {
            exchange.AnswerWithTime(mark == OwnHeaders.Timed);
            exchange.CountUnder(snapshot.Hop, null, onCanary: false, drawn: false);
            return forwarder.SendAsync(exchange, apps[port]);
        }

        ForwardingHeaders.Stamp(context);
        if (!self.IsMeant(context.Request.Headers))
        {
            exchange.CountUnder(snapshot.Direct, meter.Samples, onCanary: snapshot.OwnSide == Side.Canary, drawn: false);
        }

        return forwarder.SendAsync(exchange, apps[port]);
    }
}

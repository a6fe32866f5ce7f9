using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Routing;

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>Requests of the apex: each is drawn to the own app or to a canary. Order of choice: this pod itself, (lanes, stickiness),
/// the weighted draw.</summary>
internal sealed class SplitListener(
    PolicyHolder policies,
    BackendForwarder forwarder,
    AppRoutes apps,
    SelfAddresses self,
    TrafficMeter meter)
{
    public ValueTask<AnswerState> HandleAsync(Exchange exchange, int port)
    {
        var headers = exchange.Context.Request.Headers;
        headers.Remove(OwnHeaders.Hop);
        ForwardingHeaders.Stamp(exchange.Context);
        if (self.IsMeant(headers))
        {
            return forwarder.SendAsync(exchange, apps[port]);
        }

        var snapshot = policies.Current;
        var table = snapshot.Tables[port];
        return table.Weight > 0 && WeightedPick.IsCanary(table.Weight, Random.Shared.Next(100))
            ? ToCanaryAsync(exchange, port, snapshot, table)
            : ToAppAsync(exchange, port, snapshot, table);
    }

    private ValueTask<AnswerState> ToAppAsync(Exchange exchange, int port, PolicySnapshot snapshot, SplitTable table)
    {
        meter.CountDraw(canary: snapshot.OwnSide == Side.Canary, table.Weight);
        exchange.CountUnder(table.Own, meter.Samples, onCanary: snapshot.OwnSide == Side.Canary, drawn: true);
        return forwarder.SendAsync(exchange, apps[port]);
    }

    private async ValueTask<AnswerState> ToCanaryAsync(Exchange exchange, int port, PolicySnapshot snapshot, SplitTable table)
    {
        meter.CountDraw(canary: true, table.Weight);
        exchange.CountUnder(table.Canary, meter.Samples, onCanary: true, drawn: true);
        meter.EnterCanary();
        AnswerState state;
        try
        {
            var count = table.Canaries.Length;
            state = await forwarder.SendAsync(
                exchange, WeightedPick.LessBusy(table.Canaries, Random.Shared.Next(count), Random.Shared.Next(count)));
            if (state != AnswerState.NotReached)
            {
                exchange.End(OutcomeOf.Attempt(state, exchange.Context.Response));
            }
        }
        finally
        {
            meter.LeaveCanary();
        }

        return state == AnswerState.NotReached ? await FallBackAsync(exchange, port, snapshot) : state;
    }

    private ValueTask<AnswerState> FallBackAsync(Exchange exchange, int port, PolicySnapshot snapshot)
    {
        exchange.ClearAnswer();
        exchange.FallBackTo(snapshot.Fallback);
        return forwarder.SendAsync(exchange, apps[port]);
    }
}

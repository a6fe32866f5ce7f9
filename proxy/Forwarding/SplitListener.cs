using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Mirroring;
using CanaryMesh.Proxy.Routing;

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>Requests of the apex: each is drawn to the own app or to a canary. Order of choice: this pod itself, lanes, stickiness,
/// the weighted draw.</summary>
internal sealed class SplitListener(
    PolicyHolder policies,
    BackendForwarder forwarder,
    AppRoutes apps,
    SelfAddresses self,
    TrafficMeter meter)
{
    private readonly MirrorSender _mirror = new(forwarder, TimeProvider.System);

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
        return table.Rules is { } rules ? ByRulesAsync(exchange, port, snapshot, table, rules)
            : table.Weight > 0 && WeightedPick.IsCanary(table.Weight, Random.Shared.Next(100)) ? ToCanaryAsync(exchange, port, snapshot, table, drawn: true)
            : ToAppAsync(exchange, port, snapshot, table, drawn: true);
    }

    private ValueTask<AnswerState> ByRulesAsync(Exchange exchange, int port, PolicySnapshot snapshot, SplitTable table, ChoiceRules rules)
    {
        var choice = rules.Choose(exchange.Context, table);
        exchange.SetCookie(rules.Affinity?.AnswerTo(choice, isOpen: table.Weight > 0, exchange.Context.Request.Headers));
        return choice switch
        {
            Choice.DrawnToCanary => ToCanaryAsync(exchange, port, snapshot, table, drawn: true),
            Choice.KeptOnCanary => ToCanaryAsync(exchange, port, snapshot, table, drawn: false),
            Choice.KeptOnApp => ToAppAsync(exchange, port, snapshot, table, drawn: false),
            Choice.DrawnToApp or _ => WithCopyAsync(exchange, port, snapshot, table, rules),
        };
    }

    // The copy leaves when the original has been sent, as far as that goes without waiting, or with the last byte of its body.
    private ValueTask<AnswerState> WithCopyAsync(Exchange exchange, int port, PolicySnapshot snapshot, SplitTable table, ChoiceRules rules)
    {
        var copy = table.Canaries.Length > 0 && WeightedPick.IsCanary(rules.Mirror, Random.Shared.Next(100)) ? _mirror.Copy(exchange, table) : null;
        var isWhole = exchange.Copy is null;
        var pending = ToAppAsync(exchange, port, snapshot, table, drawn: true);
        if (copy is not null && isWhole)
        {
            _mirror.Send(copy);
        }

        return pending;
    }

    private ValueTask<AnswerState> ToAppAsync(Exchange exchange, int port, PolicySnapshot snapshot, SplitTable table, bool drawn)
    {
        if (drawn)
        {
            exchange.WatchBy(table.Watched);
            meter.CountDraw(canary: snapshot.OwnSide == Side.Canary, table.Weight);
        }

        exchange.CountUnder(drawn ? table.Own : table.Kept!.Own, meter.Samples, onCanary: snapshot.OwnSide == Side.Canary, drawn);
        return forwarder.SendAsync(exchange, apps[port]);
    }

    private async ValueTask<AnswerState> ToCanaryAsync(Exchange exchange, int port, PolicySnapshot snapshot, SplitTable table, bool drawn)
    {
        if (drawn)
        {
            exchange.WatchBy(table.Watched);
            meter.CountDraw(canary: true, table.Weight);
        }

        exchange.CountUnder(drawn ? table.Canary : table.Kept!.Canary, meter.Samples, onCanary: true, drawn);
        var count = table.Canaries.Length;
        var backend = WeightedPick.LessBusy(table.Canaries, Random.Shared.Next(count), Random.Shared.Next(count));
        var state = backend is null ? AnswerState.NotReached : await ToCanaryAsync(exchange, backend);
        return state == AnswerState.NotReached ? await FallBackAsync(exchange, port, snapshot) : state;
    }

    private async ValueTask<AnswerState> ToCanaryAsync(Exchange exchange, Backend backend)
    {
        meter.EnterCanary();
        try
        {
            var state = await forwarder.SendAsync(exchange, backend);
            if (state == AnswerState.NotReached)
            {
                backend.Lose();
            }
            else
            {
                exchange.End(OutcomeOf.Attempt(state, exchange.Context.Response));
            }

            return state;
        }
        finally
        {
            meter.LeaveCanary();
        }
    }

    private ValueTask<AnswerState> FallBackAsync(Exchange exchange, int port, PolicySnapshot snapshot)
    {
        exchange.ClearAnswer();
        exchange.FallBackTo(snapshot.Fallback);
        return forwarder.SendAsync(exchange, apps[port]);
    }
}

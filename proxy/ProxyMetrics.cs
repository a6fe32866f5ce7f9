using System.Globalization;
using System.Text;
using CanaryMesh.Api.Control;
using CanaryMesh.Api.Names;
using CanaryMesh.Proxy.Forwarding;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy;

/// <summary>All series of this process, rendered when scraped. Labels come from the policy and from closed lists, none from a request.</summary>
internal sealed class ProxyMetrics(CountLedger ledger, PolicyHolder policies, TrafficMeter meter, string podNamespace)
{
    public string Render()
    {
        var snapshot = policies.Current;
        var series = MetricSeries.Collect(ledger.Snapshot(), snapshot);
        var target = new TargetLabels(
            snapshot.Policy.TargetNamespace is { Length: > 0 } given ? given : podNamespace, snapshot.Policy.Target);
        var text = new StringBuilder(16 * 1024);
        Exposition.Requests(text, target, series);
        Exposition.Durations(text, target, series);
        Traffic(text, snapshot);
        Exposition.Process(text);
        return text.ToString();
    }

    private void Traffic(StringBuilder text, PolicySnapshot snapshot)
    {
        Exposition.Head(text, MetricNames.Drawn, "counter", "Requests drawn per side and weight.");
        foreach (var canary in (bool[])[false, true])
        {
            for (var weight = 0u; weight <= 100; weight++)
            {
                var drawn = meter.Drawn(canary, weight);
                if (drawn > 0 || weight == 0 || weight == snapshot.EffectiveWeight)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{MetricNames.Drawn}{{side=\"{(canary ? AnnotationNames.Canary : AnnotationNames.Primary)}\",weight=\"{weight}\"}} {drawn}\n");
                }
            }
        }

        var fellBack = ledger.Snapshot().Where(each => each.Key is { Side: Side.Canary, Route: CountRoute.Split }).Sum(each => each.Value.FellBack);
        Exposition.Head(text, MetricNames.FellBack, "counter", "Requests drawn to a canary that was never reached, answered by the own app.");
        text.Append(CultureInfo.InvariantCulture, $"{MetricNames.FellBack} {fellBack}\n");
        Exposition.Head(text, MetricNames.EffectiveWeight, "gauge", "Share of the canary in force, 0-100.");
        text.Append(CultureInfo.InvariantCulture, $"{MetricNames.EffectiveWeight} {snapshot.EffectiveWeight}\n");
        Exposition.Head(text, MetricNames.GuardEjected, "gauge", "1 while this proxy itself keeps the canary on trial out.");
        text.Append(CultureInfo.InvariantCulture, $"{MetricNames.GuardEjected} {(snapshot.Trial?.Alarm is null ? 0 : 1)}\n");
    }
}

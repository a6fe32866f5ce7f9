using CanaryMesh.Api.Control;
using CanaryMesh.Api.Names;
using CanaryMesh.Proxy.Routing;

namespace CanaryMesh.Proxy.Telemetry;

/// <summary>The counts of one track, version and route as metrics show them.</summary>
internal sealed record MetricSeries(string Track, string Version, string Route, SideCounter Counts)
{
    public const string Split = "split";
    public const string Hop = "hop";
    public const string Direct = "direct";

    /// <summary>What the own app served, whatever the policy was then, under the labels of now: a pod's version does not change. Of what was
    /// drawn to the canary only what broke on the way is shown, since the canary's own proxy shows the rest.</summary>
    public static IReadOnlyList<MetricSeries> Collect(
        IReadOnlyList<KeyValuePair<CountKey, SideCounter>> counts, PolicySnapshot snapshot)
    {
        var series = new Dictionary<(string Track, string Version, string Route), SideCounter>();
        foreach (var route in (string[])[Split, Hop, Direct])
        {
            series[(snapshot.OwnTrack, snapshot.Policy.Version, route)] = new SideCounter();
        }

        foreach (var (key, counter) in counts)
        {
            if (key.Side == snapshot.OwnSide)
            {
                series[(snapshot.OwnTrack, snapshot.Policy.Version, Label(key.Route))].Add(counter);
            }
            else if (key.Side == Side.Canary)
            {
                var hop = (AnnotationNames.Canary, key.Version, Hop);
                series.TryAdd(hop, new SideCounter());
                series[hop].AddTransportFailures(counter);
            }
        }

        return [.. series.Select(each => new MetricSeries(each.Key.Track, each.Key.Version, each.Key.Route, each.Value))];
    }

    private static string Label(CountRoute route) => route switch
    {
        CountRoute.Split or CountRoute.Fallback or CountRoute.Lane => Split,
        CountRoute.Hop or CountRoute.Mirror => Hop,
        CountRoute.Direct => Direct,
    };
}

using System.Text.Json;
using CanaryMesh.Mesh.Actions;
using CanaryMesh.Mesh.Reading;
using CanaryMesh.Mesh.Requests;

namespace CanaryMesh.Mesh.Istio;

/// <summary>Reads route, mirror and mirrors, and refuses what Istio's own validation refuses of them.</summary>
internal static class IstioTargets
{
    private const double All = 100;

    public static IReadOnlyList<WeightedTarget> Read(JsonElement rule, string @namespace)
    {
        var targets = rule.Items("route").Select(item => Target(item, @namespace)).ToList();
        return targets switch
        {
            [] => throw new BadObjectException("a rule has neither route, redirect, directResponse nor delegate"),
            [var only] => [only with { Weight = 1 }],
            _ when targets.Sum(target => (long)target.Weight) == 0 => throw new BadObjectException("the weights of a rule add up to 0"),
            _ => targets,
        };
    }

    public static IReadOnlyList<MirrorTarget> Mirrors(JsonElement rule, string @namespace)
    {
        List<MirrorTarget> mirrors =
        [
            .. rule.Items("mirrors").Select(item => new MirrorTarget(
                Destination(item.At("destination") ?? item, @namespace), item.Number("percentage", "value") ?? (item.At("percentage") is null ? All : 0))),
        ];
        if (rule.At("mirror") is { } mirror)
        {
            mirrors.Add(new MirrorTarget(Destination(mirror, @namespace), Percent(rule)));
        }
        return mirrors;
    }

    // An empty percentage is one of 0; none at all means every request.
    private static double Percent(JsonElement rule) =>
        rule.At("mirrorPercentage") is { } percentage ? percentage.Number("value") ?? 0 : rule.Number("mirrorPercent") ?? All;

    private static WeightedTarget Target(JsonElement item, string @namespace)
    {
        var weight = item.Whole("weight") ?? 0;
        return weight < 0 || item.At("destination") is not { } destination
            ? throw new BadObjectException(weight < 0 ? $"a weight is {weight}" : "a route has no destination")
            : new WeightedTarget(Destination(destination, @namespace), weight)
            {
                Request = IstioHeaders.Read(item, "request"), Response = IstioHeaders.Read(item, "response"),
            };
    }

    private static Destination Destination(JsonElement item, string @namespace) => item.Text("host") is { Length: > 0 } host
        ? new Destination(HostNames.Qualified(host, @namespace), item.Whole("port", "number")) { Subset = item.Text("subset") }
        : throw new BadObjectException("a destination has no host");
}

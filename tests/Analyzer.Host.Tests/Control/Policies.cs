using CanaryMesh.Analyzer.Control;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Host.Tests.Control;

/// <summary>Policies, pods and messages as the tests need them.</summary>
internal static class Policies
{
    public static TargetPolicy Weight(int weight, params string[] endpoints) => new()
    {
        CanaryVersion = "v-new",
        CanaryWeight = weight,
        Endpoints = [.. endpoints.Select(each => new CanaryEndpoint(each, "10.0.0.1", new Dictionary<int, int> { [8080] = 14180 }))],
        ReportInterval = TimeSpan.FromMilliseconds(500),
    };

    public static PodIdentity Pod(string name) => new(
        new WorkloadKey("shop", "api"), "uid-" + name, name, "primary", "v-old", [new ListenerPort("http", 8080, 14080, 14180)]);

    public static Wire.ProxyMessage Hello(string instance = "i1", uint min = 1, uint max = 1) =>
        new() { Hello = new Wire.Hello { Instance = instance, ProtocolMin = min, ProtocolMax = max, PodName = "p1" } };

    public static Wire.ProxyMessage Report(uint weight, uint inFlight, params Wire.SideCounts[] rows)
    {
        var report = new Wire.Report { EffectiveWeight = weight, InFlightCanary = inFlight };
        report.Counts.AddRange(rows);
        return new Wire.ProxyMessage { Report = report };
    }

    public static Wire.SideCounts Row(ulong drawn, ulong latency)
    {
        var row = new Wire.SideCounts { Side = Wire.Side.Canary, Route = Wire.Route.Split, Version = "v-new", Drawn = drawn };
        row.Latency.Add(latency);
        return row;
    }
}

using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Host.Tests.Sources;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Analyzer.Routing.Istio;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

/// <summary>A target that Istio splits, as the gatherer reads it; what we write comes back as the watch gives it.</summary>
public abstract class RoutedWorld : GatheredWorld
{
    private readonly RouteDirectory _directory;
    private int _version = 100;

    protected RoutedWorld()
    {
        _directory = new(
            [new ListCache(Virtuals, IstioKinds.VirtualServices), new ListCache(Rules, IstioKinds.DestinationRules)],
            new Dictionary<ProviderKind, IRouteProvider> { [ProviderKind.Istio] = new IstioRoutes(() => []) },
            Time);
        Beside = caches => caches with { Routes = _directory };
        Canary["spec"]!["provider"] = "istio";
        Api.Answer = Write;
    }

    internal List<JsonObject> Virtuals { get; } = [];

    internal List<JsonObject> Rules { get; } = [];

    /// <summary>What the API server says to a write; null: yes.</summary>
    internal Func<string, KubeResult?> Refuse { get; set; } = _ => null;

    internal async Task<RolloutWorld> WorldAsync() => (await Gatherer([Canary]).GatherAsync(Key, CancellationToken.None)).World!;

    internal async Task<KubeResult> WeighAsync(int weight, int mirror = 0) => await new RouteActions(Api).SetWeightAsync(await WorldAsync(), weight, mirror, CancellationToken.None);

    internal async Task<KubeResult> SteerAsync() => await new RouteActions(Api).WriteAsync(await WorldAsync(), CancellationToken.None);

    internal async Task<KubeResult> GiveBackAsync() => await new RouteActions(Api).GiveBackAsync(await WorldAsync(), CancellationToken.None);

    /// <summary>Services of both sides, so old.</summary>
    internal async Task SidesAsync(int seconds = 10)
    {
        var world = await WorldAsync();
        foreach (var side in Support.Wanted(Canary, Deployment, world.Labels!, world.Sides, true))
        {
            side["metadata"]!["creationTimestamp"] = Time.GetUtcNow().AddSeconds(-seconds).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
            Services.Add(side);
        }
    }

    internal RolloutPlan Planned(RolloutObservation seen) => RolloutPlanner.Plan(seen, new(Analysis.Verdict.Inconclusive, []));

    private KubeResult? Write(string call)
    {
        var words = call.Split(' ', '/');
        if (words[1] is not ("virtualservices" or "destinationrules") || Refuse(call) is { } refused)
        {
            return words[1] is "virtualservices" or "destinationrules" ? Refuse(call) : null;
        }

        var all = words[1] == "virtualservices" ? Virtuals : Rules;
        all.RemoveAll(each => (string?)each["metadata"]!["name"] == words[2]);
        if (words[0] == "delete")
        {
            return null;
        }

        var body = (JsonObject)Api.Bodies[^1].DeepClone();
        body["metadata"]!["uid"] ??= $"u-{words[2]}";
        body["metadata"]!["resourceVersion"] = $"{++_version}";
        all.Add(body);
        return new(200, (JsonObject)body.DeepClone(), "", "");
    }
}

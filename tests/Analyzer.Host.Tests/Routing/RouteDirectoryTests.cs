using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Host.Tests.Sources;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Analyzer.Routing.Istio;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Routing;

public sealed class RouteDirectoryTests
{
    private static readonly ObjectKey Key = new("shop", "web");
    private static readonly KubeKind Kind = IstioKinds.VirtualServices;
    private readonly FakeTimeProvider _time = new();
    private readonly List<JsonObject> _seen = [];
    private readonly RouteDirectory _routes;

    public RouteDirectoryTests() => _routes = new([new ListCache(_seen, Kind)], new Dictionary<ProviderKind, IRouteProvider>(), _time);

    [Fact]
    public void Find_WhileTheWatchLags_IsWhatWeWrote()
    {
        _seen.Add(Route(5, 20));
        _routes.Wrote(Kind, Key, Route(5, 40), Route(6, 40));

        Assert.Equal(40, Weight());

        _seen[0] = Route(7, 60);
        Assert.Equal(60, Weight());
    }

    [Fact]
    public void Find_OfOneThatWeMade_WaitsForTheWatchAndNotWithoutEnd()
    {
        _routes.Wrote(Kind, Key, Route(0, 0), Route(6, 0));
        Assert.Equal(0, Weight());

        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(_routes.Find(Kind, Key));
    }

    [Fact]
    public void Find_OfOneThatWasMadeAnew_IsTheNewOne()
    {
        _routes.Wrote(Kind, Key, Route(6, 40), Route(6, 40));
        _seen.Add(Route(3, 0, "another"));

        Assert.Equal(0, Weight());
    }

    [Fact]
    public void IsWritten_WhatTheServerFilledIn_IsNoDifference_AndAnEditIs()
    {
        var filled = Route(6, 40);
        filled["spec"]!["filled"] = true;
        Assert.False(_routes.IsWritten(Kind, Key, Route(5, 40), filled));

        _routes.Wrote(Kind, Key, Route(5, 40), filled);
        var edited = (JsonObject)filled.DeepClone();
        edited["spec"]!["weight"] = 50;

        Assert.True(_routes.IsWritten(Kind, Key, Route(5, 40), filled));
        Assert.False(_routes.IsWritten(Kind, Key, Route(5, 60), filled));
        Assert.False(_routes.IsWritten(Kind, Key, Route(5, 40), edited));
    }

    private int? Weight() => (int?)_routes.Find(Kind, Key)?["spec"]!["weight"];

    private static JsonObject Route(int version, int weight, string uid = "v1") => new()
    {
        ["metadata"] = new JsonObject { ["name"] = "web", ["namespace"] = "shop", ["uid"] = uid, ["resourceVersion"] = $"{version}" },
        ["spec"] = new JsonObject { ["weight"] = weight },
    };
}

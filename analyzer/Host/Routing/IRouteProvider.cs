using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>One way of writing routes. Pure: objects in, objects out; who calls it reads and writes them.</summary>
internal interface IRouteProvider
{
    /// <summary>Kinds that it writes, the route's first; without them the provider cannot be used.</summary>
    IReadOnlyList<KubeKind> Kinds { get; }

    /// <summary>What a Canary asks for that no object can say, as far as the Canary alone tells.</summary>
    IReadOnlyList<string> Faults(RouteIntent intent);

    /// <summary>The objects that say what is intended, made of those that are there: what others wrote in them stays.</summary>
    RoutePlan Desired(RouteIntent intent, FindObject find);

    /// <summary>What the objects say now.</summary>
    RouteReading Read(RouteIntent intent, FindObject find);

    /// <summary>What becomes of an object of one of the kinds when its Canary goes.</summary>
    RouteReturn Restore(JsonObject existing);
}

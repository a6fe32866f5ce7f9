using System.Text.Json.Serialization;

namespace CanaryMesh.Analyzer.Routing;

[JsonSerializable(typeof(RouteMark))]
[JsonSerializable(typeof(RouteOriginal))]
internal sealed partial class RouteJson : JsonSerializerContext;

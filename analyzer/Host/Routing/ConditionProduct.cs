using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>Conditions of the analysis or of a cookie, each together with each of the service's.</summary>
internal static class ConditionProduct
{
    /// <summary><paramref name="both"/> makes the condition that holds where one of the service's and one of the others do.</summary>
    public static JsonArray Of(IReadOnlyList<JsonObject> conditions, IReadOnlyList<JsonObject> service, Func<JsonObject, JsonObject, JsonObject> both) => new([.. conditions
        .SelectMany(condition => service.Count == 0 ? [(JsonObject)condition.DeepClone()] : service.Select(each => both(each, condition)))]);
}

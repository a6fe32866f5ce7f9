using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.NetworkPolicies;

/// <summary>The twins that a copy asks for, and those that are there.</summary>
internal sealed record PolicyWorld(IReadOnlyList<JsonObject> Wanted, IReadOnlyList<JsonObject> Found)
{
    public static PolicyWorld Nothing { get; } = new([], []);

    public bool IsDue => Wanted.Any(twin => !IsAs(Of(twin), twin)) || Stale.Any();

    /// <summary>Twins of policies that are gone or no longer name the target.</summary>
    public IEnumerable<JsonObject> Stale => Found.Where(twin => Wanted.All(each => Name(each) != Name(twin)));

    /// <summary>The twin of this name that is there; null if there is none of ours.</summary>
    public JsonObject? Of(JsonObject wanted) => Found.FirstOrDefault(each => Name(each) == Name(wanted));

    public static bool IsAs(JsonObject? found, JsonObject wanted) => found is not null && JsonNode.DeepEquals(found["spec"], wanted["spec"]);

    /// <summary>Whether a policy was made for this Canary.</summary>
    public static bool IsOurs(JsonObject policy, JsonObject canary) => ClusterCaches.ControllerUid(policy) is { } uid && uid == canary.Text("metadata", "uid");

    private static string? Name(JsonObject policy) => policy.Text("metadata", "name");
}

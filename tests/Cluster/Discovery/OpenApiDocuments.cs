using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Discovery;

/// <summary>OpenAPI as far as kubectl reads it: apply, explain and validation.</summary>
internal sealed class OpenApiDocuments(KindRegistry kinds)
{
    public JsonObject Index()
    {
        var paths = new JsonObject();
        foreach (var gv in kinds.All.Select(k => PathOf(k)).Distinct().Order(StringComparer.Ordinal))
        {
            paths[gv] = new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{gv}?hash=0" };
        }

        return new JsonObject { ["paths"] = paths };
    }

    public JsonObject? Document(string[] path)
    {
        var wanted = string.Join('/', path);
        List<ResourceKind> found = [.. kinds.All.Where(k => PathOf(k) == wanted)];
        if (found.Count == 0)
        {
            return null;
        }

        var schemas = new OpenApiSchemas();
        foreach (var kind in found)
        {
            schemas.Add(kind);
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.36.0" },
            ["paths"] = new JsonObject(found.SelectMany(Paths)),
            ["components"] = new JsonObject { ["schemas"] = schemas.Document },
        };
    }

    public JsonObject Version2()
    {
        var schemas = new OpenApiSchemas { Prefix = "#/definitions/" };
        foreach (var kind in kinds.All)
        {
            schemas.Add(kind);
        }

        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.36.0" },
            ["paths"] = new JsonObject(kinds.All.SelectMany(Paths).DistinctBy(p => p.Key)),
            ["definitions"] = schemas.Document,
        };
    }

    private static string PathOf(ResourceKind kind) => kind.Group.Length == 0 ? $"api/{kind.Version}" : $"apis/{kind.Group}/{kind.Version}";

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Paths(ResourceKind kind)
    {
        var collection = $"/{PathOf(kind)}/{(kind.Namespaced ? "namespaces/{namespace}/" : "")}{kind.Plural}";
        yield return KeyValuePair.Create(collection, (JsonNode?)new JsonObject { ["post"] = Operation(kind, "post") });
        yield return KeyValuePair.Create(collection + "/{name}", (JsonNode?)new JsonObject { ["get"] = Operation(kind, "get"), ["put"] = Operation(kind, "put"), ["patch"] = Operation(kind, "patch") });
    }

    private static JsonObject Operation(ResourceKind kind, string action)
    {
        var parameters = action == "get" ? [] : new JsonArray([.. new[] { "dryRun", "fieldManager", "fieldValidation", "force" }.Select(p => new JsonObject
        {
            ["name"] = p, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = p == "force" ? "boolean" : "string" },
        })]);
        return new JsonObject
        {
            ["x-kubernetes-action"] = action,
            ["x-kubernetes-group-version-kind"] = OpenApiSchemas.GroupVersionKind(kind),
            ["parameters"] = parameters.CopyNode(),
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        };
    }
}

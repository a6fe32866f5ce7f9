using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Cli;
using CanaryMesh.Cli.Objects;

namespace CanaryMesh.Cli.Tests.Removal;

/// <summary>A cluster whose analyzer watches some namespaces, with an app in each of two; no other kind is served.</summary>
internal sealed class LimitedObjects(string? watched) : IClusterObjects
{
    public Task<Answer<JsonObject>> GetAsync(ObjectRef thing, CancellationToken stop) => Task.FromResult(Answer<JsonObject>.Failed(ExitCodes.NotFound, "not found"));

    public Task<Answer<JsonObject>> DocumentAsync(string path, CancellationToken stop) => throw new NotSupportedException(path);

    public Task<Answer<IReadOnlyList<JsonObject>>> ListAsync(ObjectKind kind, string? namespaceName, CancellationToken stop) => Task.FromResult(
        kind == ObjectKind.Namespaces ? Of(Things.Space("shop"), Things.Space("bank"))
        : kind == ObjectKind.Deployments ? Of(Analyzer(), In("shop"), In("bank"))
        : kind == ObjectKind.Canaries || kind == ObjectKind.Services ? Of(In("shop"), In("bank"))
        : Answer<IReadOnlyList<JsonObject>>.Failed(ExitCodes.NotFound, kind.Plural));

    public Task<Answer<IReadOnlyList<JsonObject>>> ListMetadataAsync(ObjectKind kind, string? namespaceName, CancellationToken stop) =>
        throw new NotSupportedException(kind.Plural);

    public Task<Answer<JsonObject>> PatchAsync(ObjectRef thing, JsonNode patch, CancellationToken stop) => throw new NotSupportedException(thing.ToString());

    public Task<Answer<JsonObject>> CreateAsync(ObjectKind kind, JsonObject body, CancellationToken stop) => throw new NotSupportedException(kind.Plural);

    public Task<Answer<JsonObject>> DeleteAsync(ObjectRef thing, CancellationToken stop) => throw new NotSupportedException(thing.ToString());

    private static Answer<IReadOnlyList<JsonObject>> Of(params IReadOnlyList<JsonObject> things) => Answer<IReadOnlyList<JsonObject>>.Of(things);

    private static JsonObject In(string namespaceName) => new() { ["metadata"] = new JsonObject { ["name"] = "web", ["namespace"] = namespaceName } };

    private JsonObject Analyzer() => new()
    {
        ["metadata"] = new JsonObject { ["name"] = Installation.Analyzer, ["namespace"] = Installation.Namespace },
        ["spec"] = new JsonObject
        {
            ["template"] = new JsonObject
            {
                ["spec"] = new JsonObject
                {
                    ["containers"] = new JsonArray(new JsonObject
                    {
                        ["name"] = "analyzer",
                        ["env"] = new JsonArray(new JsonObject { ["name"] = WatchedNamespaces.Variable, ["value"] = watched }),
                    }),
                },
            },
        },
    };
}

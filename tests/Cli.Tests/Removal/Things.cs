using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Cli.Objects;
using CanaryMesh.Cli.Removal;

namespace CanaryMesh.Cli.Tests.Removal;

internal static class Things
{
    public static JsonObject Named(string name, params (string Name, string Value)[] annotations) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = "shop",
            ["uid"] = "uid-" + name,
            ["annotations"] = new JsonObject(annotations.Select(each => KeyValuePair.Create(each.Name, (JsonNode?)each.Value))),
        },
    };

    public static JsonObject Space(string name, string? enabled = null)
    {
        var space = enabled is null ? Named(name) : Named(name, (AnnotationNames.Enabled, enabled));
        space["metadata"]!.AsObject().Remove("namespace");
        return space;
    }

    public static JsonObject Wished { get; } = Named("api", (AnnotationNames.Enabled, "true"), (AnnotationNames.Managed, "true"));

    public static JsonObject Managed { get; } = Named("api", (AnnotationNames.Managed, "true"));

    public static JsonObject Plain { get; } = Named("api");

    public static JsonObject Canary(string name, bool inferred = false, bool leaving = false, bool ours = true)
    {
        var canary = Named(name);
        var metadata = canary["metadata"]!.AsObject();
        metadata["finalizers"] = ours ? new JsonArray(AnnotationNames.LeaveFinalizer) : [];
        metadata["labels"] = inferred ? new JsonObject { [AnnotationNames.Inferred] = "true" } : new JsonObject();
        if (leaving)
        {
            metadata["deletionTimestamp"] = "2026-07-21T10:00:00Z";
        }
        canary["spec"] = new JsonObject { ["targetRef"] = new JsonObject { ["name"] = name } };
        return canary;
    }

    public static ObjectRef Late { get; } = new(ObjectKind.MutatingConfigurations, null, Installation.LateConfiguration);

    public static RemovalFacts Facts(params IReadOnlyList<JsonObject> deployments) =>
        new() { Analyzers = 1, Installed = "canarymesh-system", Deployments = deployments, Admission = [Late] };
}

using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Api;

/// <summary>A kind of object by group ("" is core) and plural, e.g. ("apps", "deployments").</summary>
public readonly record struct GroupResource(string Group, string Resource);

/// <summary>Who acts: a user name and groups, as RBAC and admission see them.</summary>
public sealed record Identity(string User, IReadOnlyList<string> Groups)
{
    /// <summary>What the authenticator knows besides, e.g. the pod a token is bound to.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public string? Uid { get; init; }

    public static Identity ServiceAccount(string @namespace, string name) =>
        new($"system:serviceaccount:{@namespace}:{name}", ["system:serviceaccounts", $"system:serviceaccounts:{@namespace}", "system:authenticated"]);
}

/// <summary>ADDED, MODIFIED or DELETED with the object as stored. The object is shared: never change it, clone it.</summary>
public sealed record ClusterEvent(string Type, JsonObject Object);

/// <summary>A list at one instant, and the resourceVersion from which a watch goes on.</summary>
public sealed record ClusterList(IReadOnlyList<JsonObject> Items, long ResourceVersion);

/// <summary>How controllers and the node reach the API server inside the process. Writes go the whole way of a request
/// (admission, validation, conflict check) under the given identity; a refusal is an <see cref="ApiException"/>.
/// Objects handed out are shared snapshots: clone before changing.</summary>
public interface IClusterApi
{
    JsonObject? Get(GroupResource kind, string? @namespace, string name);

    ClusterList List(GroupResource kind, string? @namespace = null);

    Task<JsonObject> CreateAsync(GroupResource kind, string? @namespace, JsonObject body, Identity actor, CancellationToken cancel);

    /// <summary>PUT; subresource is null, "status" or another one. metadata.resourceVersion in the body is checked if present.</summary>
    Task<JsonObject> UpdateAsync(GroupResource kind, JsonObject body, string? subresource, Identity actor, CancellationToken cancel);

    /// <summary>PATCH; type is a media type such as application/merge-patch+json.</summary>
    Task<JsonObject> PatchAsync(GroupResource kind, string? @namespace, string name, string type, JsonNode patch, string? subresource, Identity actor, CancellationToken cancel);

    /// <summary>DELETE; propagation is Background, Foreground, Orphan or null for the kind's default; grace in seconds or null.</summary>
    Task DeleteAsync(GroupResource kind, string? @namespace, string name, string? uid, int? graceSeconds, string? propagation, Identity actor, CancellationToken cancel);

    /// <summary>Every event after the version, in order, until cancelled. Too old a version throws <see cref="ApiException"/> with 410.</summary>
    IAsyncEnumerable<ClusterEvent> WatchAsync(GroupResource kind, string? @namespace, long afterVersion, CancellationToken cancel);
}

using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Schemas;
using CanaryMesh.Cluster.Tables;

namespace CanaryMesh.Cluster.Kinds;

/// <summary>One kind of object, declared once; everything the server does with it follows from here.</summary>
internal sealed record ResourceKind(string Group, string Version, string Plural, string Kind)
{
    public string Singular { get; init; } = Kind.ToLowerInvariant();

    public string ListKind { get; init; } = Kind + "List";

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public bool Namespaced { get; init; } = true;

    public bool HasStatus { get; init; }

    public bool HasScale { get; init; }

    public ScalePaths Scale { get; init; } = ScalePaths.Workload;

    /// <summary>Whether metadata.generation counts the changes of what is wished.</summary>
    public bool Generations { get; init; }

    public KindRules Rules { get; init; } = new();

    public string ApiVersion => Group.Length == 0 ? Version : Group + "/" + Version;

    /// <summary>Subresources beside status and scale that can be called.</summary>
    public IReadOnlyList<string> Subresources { get; init; } = [];

    /// <summary>Answered and forgotten: only create is known.</summary>
    public bool Fleeting { get; init; }

    /// <summary>Deletion answers the object instead of a Status.</summary>
    public bool AnswersDeleted { get; init; }

    /// <summary>A replacement must say which version it replaces.</summary>
    public bool NeedsVersion => Defined || Kind is "Lease" or "CustomResourceDefinition" or "MutatingWebhookConfiguration" or "ValidatingWebhookConfiguration" or "PodDisruptionBudget";

    /// <summary>What every request on a version that is on its way out is told.</summary>
    public string? Deprecation { get; init; }

    /// <summary>A replacement of what is not there creates it.</summary>
    public bool CreatedByPut { get; init; }

    /// <summary>Made by a CustomResourceDefinition.</summary>
    public bool Defined { get; init; }

    /// <summary>Columns of kubectl get that the kind's definition names, after the name.</summary>
    public IReadOnlyList<TableColumn>? Columns { get; init; }

    /// <summary>The schema a definition gives, for OpenAPI.</summary>
    public JsonObject? OpenApi { get; init; }

    public FieldType? Schema { get; init; }

    /// <summary>How a body is brought into form, if not by the schema's types.</summary>
    public Func<JsonObject, DecodeReport, JsonObject>? Decode { get; init; }

    /// <summary>The fields a field selector may name beside metadata.name and metadata.namespace.</summary>
    public IReadOnlyList<string> SelectableFields { get; init; } = [];

    /// <summary>Kept under another group's name, as the two kinds of Event are.</summary>
    public GroupResource? KeptAs { get; init; }

    /// <summary>The version objects are kept in, if it is another one.</summary>
    public string? StorageVersion { get; init; }

    public GroupResource Storage => KeptAs ?? Resource;

    public bool Has(string subresource) =>
        subresource switch { "status" => HasStatus, "scale" => HasScale, _ => Subresources.Contains(subresource) };

    public GroupResource Resource => new(Group, Plural);

    /// <summary>deployments.apps, as messages name it.</summary>
    public string QualifiedResource => Group.Length == 0 ? Plural : Plural + "." + Group;

    public string QualifiedKind => Group.Length == 0 ? Kind : Kind + "." + Group;
}

using CanaryMesh.Cluster.Api;

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

    /// <summary>Whether metadata.generation counts the changes of what is wished.</summary>
    public bool Generations { get; init; }

    public KindRules Rules { get; init; } = new();

    public string ApiVersion => Group.Length == 0 ? Version : Group + "/" + Version;

    public GroupResource Resource => new(Group, Plural);

    /// <summary>deployments.apps, as messages name it.</summary>
    public string QualifiedResource => Group.Length == 0 ? Plural : Plural + "." + Group;

    public string QualifiedKind => Group.Length == 0 ? Kind : Kind + "." + Group;
}

namespace CanaryMesh.Cluster.Schemas;

/// <summary>The type of a field, of built-in and defined kinds alike.</summary>
internal sealed class FieldType(FieldShape shape)
{
    private IReadOnlyDictionary<string, FieldType>? fields;

    public FieldShape Shape => shape;

    public string Name { get; init; } = "";

    public Func<IReadOnlyDictionary<string, FieldType>> FieldSource { get; init; } = () => new Dictionary<string, FieldType>();

    public IReadOnlyDictionary<string, FieldType> Fields => fields ??= FieldSource();

    public FieldType? Element { get; init; }

    /// <summary>A struct or map that has one owner as a whole.</summary>
    public bool Atomic { get; init; }

    public ListRule Rule { get; init; }

    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>The key a strategic merge patch finds elements by; "" merges lists of scalars; null replaces.</summary>
    public string? MergeKey { get; init; }

    public bool RetainKeys { get; init; }

    /// <summary>Left out when empty, zero or false, as the real types' omitempty does.</summary>
    public bool OmitZero { get; init; }

    /// <summary>Always there: a struct by value.</summary>
    public bool Always { get; init; }

    public bool KeepsUnknown { get; init; }
}

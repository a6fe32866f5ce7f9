namespace CanaryMesh.Cluster.Requests;

/// <summary>The query parameters of a write.</summary>
internal sealed record WriteOptions
{
    public static WriteOptions None { get; } = new();

    public bool DryRun { get; init; }

    /// <summary>Whether the cluster's own parts send this.</summary>
    public bool Inside { get; init; }

    public string? FieldManager { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>Strict, Warn or Ignore.</summary>
    public string FieldValidation { get; init; } = "Warn";

    /// <summary>The value as the client sent it, null if it did not.</summary>
    public string? FieldValidationGiven { get; init; }

    public bool Force { get; init; }

    /// <summary>Fields that came twice in the body.</summary>
    public List<string> Duplicates { get; init; } = [];

    /// <summary>Warnings for the client, filled while the request is worked on.</summary>
    public List<string> Warnings { get; init; } = [];

    public string Manager => FieldManager is { Length: > 0 } ? FieldManager : (UserAgent ?? "").Split('/')[0] is { Length: > 0 } agent ? agent : "unknown";
}

namespace CanaryMesh.Webhook.Checking.Fields;

/// <summary>Leaves of the schema under one path that share a fate, and for those without effect what to write instead. A path has [] for the
/// items of a list and * for the names of a map, as in spec.analysis.match[].headers.*.exact.</summary>
internal sealed record FieldRow(string Path, FieldFate Fate, string Leaves = "", string Words = "")
{
    /// <summary>The only values that are done, where others are refused; null: every legal one.</summary>
    public IReadOnlyList<string>? Served { get; init; }

    public IEnumerable<string> Paths => Leaves.Length == 0
        ? [Path]
        : Leaves.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(leaf => leaf.StartsWith('[') ? Path + leaf : $"{Path}.{leaf}");
}

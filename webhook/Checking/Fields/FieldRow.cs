namespace CanaryMesh.Webhook.Checking.Fields;

/// <summary>Leaves of the schema under one path that share a fate, and for those without effect what to write instead. A path has [] for the
/// items of a list and * for the names of a map, as in spec.analysis.match[].headers.*.exact.</summary>
internal sealed record FieldRow(string Path, FieldFate Fate, string Leaves = "", string Words = "")
{
    /// <summary>The only values that are done, where others are refused; null: every legal one.</summary>
    public IReadOnlyList<string>? Served { get; init; }

    /// <summary>Providers whose routes do it although the proxies do not.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>Providers whose routes cannot keep it: left out, it would lead more requests than it says.</summary>
    public IReadOnlyList<string> RefusedBy { get; init; } = [];

    /// <summary>What to write instead where a route splits that does not do it.</summary>
    public string Else { get; init; } = "";

    /// <summary>Path that is warned of as a whole where the proxies split; null: the row's own.</summary>
    public string? Whole { get; init; }

    /// <summary>Its fate where a provider splits; null: one that is not named.</summary>
    public FieldFate With(string? provider) => provider switch
    {
        _ when !Providers.IsByRoute(provider) => Fate,
        _ when By.Contains(provider) => FieldFate.Done,
        _ when RefusedBy.Contains(provider) => FieldFate.Refused,
        _ => Fate,
    };

    /// <summary>Where and in which words a provider's users are told that it has no effect.</summary>
    public (string Path, string Words) Told(string? provider) => Providers.IsByRoute(provider) && Else.Length > 0 ? (Path, Else) : (Whole ?? Path, Words);

    public IEnumerable<string> Paths => Leaves.Length == 0
        ? [Path]
        : Leaves.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(leaf => leaf.StartsWith('[') ? Path + leaf : $"{Path}.{leaf}");
}

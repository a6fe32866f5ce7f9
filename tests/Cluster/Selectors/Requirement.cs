namespace CanaryMesh.Cluster.Selectors;

/// <summary>One condition on a label or field.</summary>
internal sealed record Requirement(string Key, string Operator, IReadOnlyList<string> Values)
{
    public bool Matches(string? value) => Operator switch
    {
        "in" => value is not null && Values.Contains(value),
        "notin" => value is null || !Values.Contains(value),
        "exists" => value is not null,
        "absent" => value is null,
        "gt" => long.TryParse(value, out var v) && long.TryParse(Values[0], out var than) && v > than,
        "lt" => long.TryParse(value, out var v) && long.TryParse(Values[0], out var than) && v < than,
        _ => false,
    };
}

namespace CanaryMesh.Mesh.Actions;

/// <summary>Where a rule leads: a Service by its full name.</summary>
internal sealed record Destination(string Host, int? Port)
{
    public string? Subset { get; init; }

    /// <summary>Known to lead nowhere: the Gateway API wants its share of the requests answered with this status.</summary>
    public int? AnsweredWith { get; init; }
}

namespace CanaryMesh.Cli.Removal;

/// <summary>What comes next on the way out.</summary>
internal abstract record RemovalMove
{
    private RemovalMove()
    {
    }

    internal sealed record Act(IReadOnlyList<RemovalStep> Steps) : RemovalMove;

    internal sealed record Wait(IReadOnlyList<string> For) : RemovalMove;

    /// <summary>Nothing more can be done until a person does what the sentence says.</summary>
    internal sealed record Stop(string Why) : RemovalMove;

    internal sealed record Done : RemovalMove;
}

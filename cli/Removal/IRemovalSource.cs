namespace CanaryMesh.Cli.Removal;

/// <summary>What a removal asks of a cluster.</summary>
internal interface IRemovalSource
{
    Task<Answer<RemovalFacts>> LookAsync(CancellationToken stop);

    /// <summary>An object that is gone already is a step taken.</summary>
    Task<Answer<RemovalStep>> TakeAsync(RemovalStep step, CancellationToken stop);
}

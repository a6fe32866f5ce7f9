namespace CanaryMesh.Cli.Adoption;

/// <summary>What an adoption asks of a cluster.</summary>
internal interface IAdoptionSource
{
    Task<Answer<AdoptionFacts>> LookAsync(CancellationToken stop);

    /// <summary>An object that is gone already is a step taken.</summary>
    Task<Answer<AdoptionStep>> TakeAsync(AdoptionStep step, CancellationToken stop);
}

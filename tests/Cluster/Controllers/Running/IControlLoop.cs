namespace CanaryMesh.Cluster.Controllers.Running;

/// <summary>Something that runs until it is cancelled.</summary>
internal interface IControlLoop
{
    Task RunAsync(CancellationToken cancel);
}

namespace CanaryMesh.Webhook.Holding;

/// <summary>The condition by which a pipeline learns that a version failed.</summary>
internal interface IProgressCondition
{
    /// <summary>Removes it; false if that could not be done.</summary>
    ValueTask<bool> RemoveAsync(string @namespace, string deployment, CancellationToken cancellation);
}

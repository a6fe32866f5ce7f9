namespace CanaryMesh.Webhook.Serving;

/// <summary>Where the API server looks up whom to trust: the caBundle of each webhook of ours.</summary>
internal interface ITrustStore
{
    /// <summary>Makes every bundle the given one and tells what stands there now, by configuration and webhook; null for a configuration that does
    /// not exist.</summary>
    Task<IReadOnlyDictionary<string, string?>> EnsureAsync(string bundle, CancellationToken cancellation);
}

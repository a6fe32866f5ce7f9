using CanaryMesh.Webhook.Serving;

namespace CanaryMesh.Webhook.Tests.Support;

/// <summary>Stores what it is given, or stands still at a bundle of its own, or lacks a configuration, or cannot be read.</summary>
internal sealed class MirrorTrustStore : ITrustStore
{
    public string? Stuck { get; set; }

    public string? Missing { get; set; }

    public bool Unreadable { get; set; }

    public Task<IReadOnlyDictionary<string, string?>> EnsureAsync(string bundle, CancellationToken cancellation)
    {
        var bundles = new Dictionary<string, string?> { ["mutating canarymesh inject"] = Stuck ?? bundle };
        if (Missing is { } configuration)
        {
            bundles[configuration] = null;
        }

        return Unreadable ? throw new HttpRequestException("no answer") : Task.FromResult<IReadOnlyDictionary<string, string?>>(bundles);
    }
}

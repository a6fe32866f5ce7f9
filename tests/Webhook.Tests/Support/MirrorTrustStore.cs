using CanaryMesh.Webhook.Serving;

namespace CanaryMesh.Webhook.Tests.Support;

/// <summary>Stores what it is given, or stands still at a bundle of its own.</summary>
internal sealed class MirrorTrustStore : ITrustStore
{
    public string? Stuck { get; set; }

    public Task<IReadOnlyDictionary<string, string>> EnsureAsync(string bundle, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { ["mutating canarymesh inject"] = Stuck ?? bundle });
}

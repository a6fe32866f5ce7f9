namespace CanaryMesh.Proxy.Guard;

/// <summary>Clients of which a request has failed, by their hashes. Once there are too many no more are taken: the evidence is long decided.</summary>
internal sealed class FailedClients
{
    internal const int Most = 4096;
    private readonly ulong[] _hashes = new ulong[Most];

    /// <summary>True once for each client.</summary>
    public bool TryAdd(ulong client)
    {
        // Zero marks an empty place.
        var hash = Math.Max(1, client);
        for (var tries = 0; tries < Most; tries++)
        {
            var there = Interlocked.CompareExchange(ref _hashes[(hash + (ulong)tries) % Most], hash, 0);
            if (there == 0 || there == hash)
            {
                return there == 0;
            }
        }

        return false;
    }
}

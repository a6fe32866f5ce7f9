namespace CanaryMesh.Proxy.Guard;

/// <summary>Clients by their hashes, without locks. Only a few places are looked at for each, so that a full set costs no more than a loose one.</summary>
internal sealed class ClientSet
{
    internal const int Most = 4096;
    internal const int MostTries = 32;
    private readonly ulong[] _hashes = new ulong[Most];

    /// <summary>True once for each client; false too where there is no room for it.</summary>
    public bool TryAdd(ulong client)
    {
        var hash = Mark(client);
        for (var tries = 0; tries < MostTries; tries++)
        {
            ref var place = ref Place(hash, tries);
            var there = Volatile.Read(ref place);
            if (there == 0)
            {
                there = Interlocked.CompareExchange(ref place, hash, 0);
            }

            if (there == 0 || there == hash)
            {
                return there == 0;
            }
        }

        return false;
    }

    public bool Contains(ulong client)
    {
        var hash = Mark(client);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var there = Volatile.Read(ref Place(hash, tries));
            if (there == 0 || there == hash)
            {
                return there == hash;
            }
        }

        return false;
    }

    // Zero marks an empty place.
    private static ulong Mark(ulong client) => Math.Max(1, client);

    // Neighbours that are taken come in runs: each client strides by its own odd step instead, which meets no place twice.
    private ref ulong Place(ulong hash, int tries) => ref _hashes[(hash + ((ulong)tries * ((hash >> 32) | 1))) % Most];
}

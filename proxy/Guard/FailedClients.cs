namespace CanaryMesh.Proxy.Guard;

/// <summary>Clients of which a request has failed, by side: an outage of the primary's leaves room for the canary's.</summary>
internal sealed class FailedClients
{
    private readonly ClientSet _canary = new();
    private readonly ClientSet _primary = new();

    /// <summary>Whether this failure is evidence: the first of its client is, on whichever side. Where no room is left, those of unknown clients
    /// still count for the primary, and not for the canary: otherwise an outage of both would soon look like one of the canary alone.</summary>
    public bool Counts(ulong client, bool onCanary) => onCanary
        ? !_primary.Contains(client) && _canary.TryAdd(client)
        : !_canary.Contains(client) && (_primary.TryAdd(client) || !_primary.Contains(client));
}

namespace CanaryMesh.Proxy.Routing;

/// <summary>One destination: its address prebuilt, its requests in flight. Kept across policies, so that in-flight numbers stay true.</summary>
internal sealed class Backend(string pod, string prefix, bool isHop)
{
    private int _inFlight;

    public string Pod => pod;

    /// <summary>Scheme and authority, e.g. http://10.1.2.3:14180.</summary>
    public string Prefix => prefix;

    /// <summary>Whether a proxy of ours listens there.</summary>
    public bool IsHop => isHop;

    public int InFlight => Volatile.Read(ref _inFlight);

    public void Enter() => Interlocked.Increment(ref _inFlight);

    public void Leave() => Interlocked.Decrement(ref _inFlight);
}

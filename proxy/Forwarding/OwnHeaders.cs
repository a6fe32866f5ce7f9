namespace CanaryMesh.Proxy.Forwarding;

internal static class OwnHeaders
{
    /// <summary>Marks the second hop. Set by the drawing proxy, taken off before an app sees it.</summary>
    public const string Hop = "x-canarymesh-hop";

    /// <summary>Marks a copy of a request. The app sees it, and may leave undone what must not be done twice; a copy is never copied again.</summary>
    public const string Mirror = "x-canarymesh-mirror";

    /// <summary>A GET with it is answered by the proxy itself: shows that a Service leads here.</summary>
    public const string Probe = "x-canarymesh-probe";

    /// <summary>Pod name in the answer to a probe.</summary>
    public const string Pod = "x-canarymesh-pod";
}

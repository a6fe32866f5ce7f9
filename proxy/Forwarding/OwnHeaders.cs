namespace CanaryMesh.Proxy.Forwarding;

internal static class OwnHeaders
{
    /// <summary>Marks the second hop. Set by the drawing proxy, taken off before an app sees it.</summary>
    public const string Hop = "x-canarymesh-hop";

    /// <summary>Value of the hop's mark.</summary>
    public const string Marked = "1";

    /// <summary>Value of the hop's mark by which the drawing proxy asks for <see cref="AppTime"/>. One that does not ask would not take it off.</summary>
    public const string Timed = "2";

    /// <summary>Answer to a timed hop: microseconds from the request's arrival at the canary's own proxy to the head of the app's answer. Only
    /// proxies write and read it, and no client ever sees it.</summary>
    public const string AppTime = "x-canarymesh-app-us";

    /// <summary>Marks a copy of a request. The app sees it, and may leave undone what must not be done twice; a copy is never copied again.</summary>
    public const string Mirror = "x-canarymesh-mirror";

    /// <summary>A GET with it is answered by the proxy itself: shows that a Service leads here.</summary>
    public const string Probe = "x-canarymesh-probe";

    /// <summary>Pod name in the answer to a probe.</summary>
    public const string Pod = "x-canarymesh-pod";
}

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>Answers the analyzer's question whether a Service leads to this proxy; nothing reaches the app.</summary>
internal static class ProbeAnswer
{
    public static bool Try(HttpContext context, string pod)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || !context.Request.Headers.TryGetValue(OwnHeaders.Probe, out var nonce))
        {
            return false;
        }

        context.Response.Headers[OwnHeaders.Probe] = nonce;
        context.Response.Headers[OwnHeaders.Pod] = pod;
        context.Response.ContentLength = 0;
        return true;
    }
}

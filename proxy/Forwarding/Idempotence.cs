namespace CanaryMesh.Proxy.Forwarding;

internal static class Idempotence
{
    /// <summary>RFC 9110 §9.2.2; unknown methods are not, and CONNECT has no body to give.</summary>
    public static bool Of(string method) => HttpMethods.IsGet(method)
        || HttpMethods.IsHead(method)
        || HttpMethods.IsOptions(method)
        || HttpMethods.IsPut(method)
        || HttpMethods.IsDelete(method)
        || HttpMethods.IsTrace(method)
        || HttpMethods.IsConnect(method);
}

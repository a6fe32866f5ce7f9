using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Api.Plans;

/// <summary>Which Service ports speak HTTP. A parser of HTTP on a port whose server speaks first hangs both, so only ports that say so,
/// or a lone unnamed port whose number is not known for another protocol.</summary>
internal static class HttpPorts
{
    private static readonly string[] HttpNames = ["http", "http2", "grpc", "web"];
    private static readonly string[] HttpProtocols = ["http", "http2", "h2c", "kubernetes.io/h2c", "grpc", "ws", "kubernetes.io/ws"];
    private static readonly string[] TlsProtocols = ["https", "tls", "wss", "kubernetes.io/wss", "grpcs"];

    private static readonly HashSet<int> ServerFirst =
        [25, 110, 143, 465, 587, 993, 995, 3306, 4444, 5432, 6379, 9300, 11211, 27017, 5672];

    /// <summary>Null if the port can be split as HTTP, else why not.</summary>
    public static Reason? WhyNot(ServicePort port, int appPort, bool optedIn) => port switch
    {
        { Protocol: not "TCP" } => SkipReasons.PortNotHttp,
        _ when optedIn => null,
        { AppProtocol: { } protocol } => ByProtocol(protocol.ToLowerInvariant()),
        { Name: { Length: > 0 } name } => ByName(name),
        { Only: true } when !ServerFirst.Contains(port.Port) && !ServerFirst.Contains(appPort) => null,
        _ => SkipReasons.PortNotHttp,
    };

    private static Reason? ByProtocol(string protocol) =>
        HttpProtocols.Contains(protocol) ? null
        : TlsProtocols.Contains(protocol) ? SkipReasons.TlsInApp
        : SkipReasons.PortNotHttp;

    private static Reason? ByName(string name) =>
        HttpNames.Any(word => Says(name, word)) ? null
        : Says(name, "https") || Says(name, "tls") ? SkipReasons.TlsInApp
        : SkipReasons.PortNotHttp;

    // http, http-api and http1 say HTTP; https, webhook and httpbin do not.
    private static bool Says(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || name[word.Length] is '-' or (>= '0' and <= '9'));
}

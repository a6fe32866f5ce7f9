namespace CanaryMesh.Analyzer.Prometheus;

/// <summary>Checks the text of an address that a user named; where it leads is checked when it is connected to.</summary>
internal static class OutboundAddress
{
    public static string? Fault(Uri address) => address switch
    {
        { IsAbsoluteUri: false } => "the address is not absolute",
        { Scheme: not ("http" or "https") } => $"the address has the scheme {address.Scheme}: only http and https are reached",
        { Host.Length: 0 } => "the address names no host",
        { UserInfo.Length: > 0 } => "the address carries a user or password: they belong in a Secret",
        { Fragment.Length: > 0 } => "the address has a fragment",
        _ => null,
    };
}

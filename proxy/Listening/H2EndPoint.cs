using System.Net;

namespace CanaryMesh.Proxy.Listening;

/// <summary>No address at all: it makes Kestrel build its HTTP/2 connection pipeline once, to which sniffed connections are handed.</summary>
internal sealed class H2EndPoint : EndPoint
{
    public override string ToString() => "h2c";
}

namespace CanaryMesh.Proxy.Listening;

internal enum ListenerKind
{
    Admin,
    Split,
    Direct,
}

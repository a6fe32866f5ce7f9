namespace CanaryMesh.Proxy.Http1;

internal enum BodyFraming
{
    None,
    Length,
    Chunked,
    UntilClose,
}

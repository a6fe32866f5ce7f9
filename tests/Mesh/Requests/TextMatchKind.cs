namespace CanaryMesh.Mesh.Requests;

internal enum TextMatchKind
{
    Exact,
    Prefix,
    Regex,
}

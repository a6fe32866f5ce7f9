namespace CanaryMesh.Cluster.Schemas;

/// <summary>How several writers share a list.</summary>
internal enum ListRule
{
    Atomic,
    Set,
    Map,
}

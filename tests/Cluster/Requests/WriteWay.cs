namespace CanaryMesh.Cluster.Requests;

/// <summary>How an update came about.</summary>
internal enum WriteWay
{
    Replace,
    Patch,
    Apply,
}

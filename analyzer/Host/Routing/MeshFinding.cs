namespace CanaryMesh.Analyzer.Routing;

/// <summary>Whether the pods of a target are in Istio's mesh.</summary>
internal enum MeshFinding
{
    /// <summary>Some are not.</summary>
    Outside,

    /// <summary>Each has Istio's sidecar.</summary>
    Inside,

    /// <summary>There are none yet.</summary>
    Unknown,
}

namespace CanaryMesh.Api.Policies;

/// <summary>Which way the connections go that a NetworkPolicy speaks of, seen from the pods that it selects.</summary>
public enum PolicyDirection
{
    /// <summary>To them.</summary>
    Ingress,

    /// <summary>From them.</summary>
    Egress,
}

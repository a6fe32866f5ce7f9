namespace CanaryMesh.Api.Queries;

/// <summary>What a query is written in: it decides how values are put into it.</summary>
public enum QuerySurface
{
    /// <summary>PromQL.</summary>
    PromQl,

    /// <summary>Path and query of an address.</summary>
    Address,
}

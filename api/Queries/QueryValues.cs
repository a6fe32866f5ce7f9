namespace CanaryMesh.Api.Queries;

/// <summary>What the functions of a query stand for in one trial.</summary>
public sealed record QueryValues
{
    /// <summary>Values of no trial, with which admission tries a query out. Every variable has one.</summary>
    public static QueryValues Sample { get; } = new()
    {
        Name = "web",
        Namespace = "shop",
        Target = "web",
        Copy = "web-canary",
        Service = "web",
        Ingress = "web",
        Route = "web",
        Interval = "1m",
        Variables = null,
        PrimarySets = ["web-5d89bdc5f"],
    };

    /// <summary>Name of the Canary.</summary>
    public required string Name { get; init; }

    /// <summary>Namespace of the Canary.</summary>
    public required string Namespace { get; init; }

    /// <summary>Name of the target, which serves the primary.</summary>
    public required string Target { get; init; }

    /// <summary>Name of the workload on trial.</summary>
    public required string Copy { get; init; }

    /// <summary>Name of the apex Service.</summary>
    public required string Service { get; init; }

    /// <summary>Name of the Ingress.</summary>
    public required string Ingress { get; init; }

    /// <summary>Name of the route.</summary>
    public required string Route { get; init; }

    /// <summary>Time span that the check looks at, as PromQL writes it.</summary>
    public required string Interval { get; init; }

    /// <summary>The check's templateVariables; null gives every variable a value.</summary>
    public required IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>ReplicaSets of the target that serve.</summary>
    public required IReadOnlyList<string> PrimarySets { get; init; }
}

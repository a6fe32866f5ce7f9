namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>Where the apex Services stand.</summary>
public enum SteeringObservation
{
    /// <summary>Every port to be split already reaches the proxies, seen by a probe.</summary>
    Steered,

    /// <summary>Steering is due and every ready endpoint is ready for it.</summary>
    Due,

    /// <summary>Asked for, not yet seen.</summary>
    Pending,

    /// <summary>Asked for, and the Service still or again targets the app's own port: admission did not act.</summary>
    Undone,

    /// <summary>Some ready endpoint does not carry the name yet.</summary>
    NotReady,

    /// <summary>No Service is steered, none carries our annotation.</summary>
    Off,
}

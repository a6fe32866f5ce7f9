namespace CanaryMesh.Api.Names;

/// <summary>Series that more than one process speaks of. A proxy counts what its own app served (split, second hop and direct), so both
/// sides are measured beside the app; a request broken on the second hop is counted by the drawing proxy under the canary.</summary>
public static class MetricNames
{
    /// <summary>Counter: requests ended, by the labels below.</summary>
    public const string Requests = "canarymesh_requests_total";

    /// <summary>Histogram of seconds with the bounds of <see cref="LatencyBuckets"/>, by the same labels without outcome.</summary>
    public const string RequestDuration = "canarymesh_request_duration_seconds";

    /// <summary>Counter: requests drawn per side and weight by this proxy.</summary>
    public const string Drawn = "canarymesh_drawn_total";

    /// <summary>Counter: requests drawn to the canary that never reached it and were answered by the own app.</summary>
    public const string FellBack = "canarymesh_fell_back_total";

    /// <summary>Gauge: canary share in force in this proxy, 0–100.</summary>
    public const string EffectiveWeight = "canarymesh_effective_weight";

    /// <summary>Gauge: 1 while this proxy's own guard keeps the canary on trial out.</summary>
    public const string GuardEjected = "canarymesh_guard_ejected";

    /// <summary>Label: namespace of the target. Not "namespace", which scrapers set themselves.</summary>
    public const string TargetNamespace = "target_namespace";

    /// <summary>Label: name of the target Deployment.</summary>
    public const string Target = "target";

    /// <summary>Label: primary or canary.</summary>
    public const string Track = "track";

    /// <summary>Label: short template hash of the side that answered.</summary>
    public const string Version = "version";

    /// <summary>Label: success, server_error, connect_error, reset, timeout, client_cancel.</summary>
    public const string Outcome = "outcome";

    /// <summary>Label: split, hop or direct.</summary>
    public const string Route = "route";
}

namespace CanaryMesh.Api.Names;

/// <summary>Environment of the injected proxy, written by the inject entry and read by the proxy.</summary>
public static class ProxyEnvironment
{
    /// <summary>The plan of the pod, JSON, as on the template.</summary>
    public const string Plan = "CANARYMESH_PLAN";

    /// <summary>Control address, e.g. https://10.96.1.2:14010.</summary>
    public const string ControlAddress = "CANARYMESH_CONTROL_ADDRESS";

    /// <summary>TLS name of the control address, e.g. canarymesh-control.canarymesh-system.svc.</summary>
    public const string ControlName = "CANARYMESH_CONTROL_NAME";

    /// <summary>CA bundle (PEM) at the time of injection: the floor while the mounted one is missing.</summary>
    public const string CaBundle = "CANARYMESH_CA_BUNDLE";

    /// <summary>"loopback" or "pod".</summary>
    public const string AppHost = "CANARYMESH_APP_HOST";

    /// <summary>"primary" or "canary": the pod's track label.</summary>
    public const string Track = "CANARYMESH_TRACK";

    /// <summary>Admin port, when 14070 is taken by the app.</summary>
    public const string AdminPort = "CANARYMESH_ADMIN_PORT";

    /// <summary>Trace, Debug, Information, Warning or Error.</summary>
    public const string LogLevel = "CANARYMESH_LOG_LEVEL";

    /// <summary>Seconds the proxy goes on accepting after SIGTERM while it drains; default 5.</summary>
    public const string DrainSeconds = "CANARYMESH_DRAIN_SECONDS";

    /// <summary>What the pod's own preStop hook says after /drain/; without it nothing but a signal begins a drain.</summary>
    public const string DrainToken = "CANARYMESH_DRAIN_TOKEN";

    /// <summary>Folder of token and ca.crt; default <see cref="Installation.ProxyMount"/>.</summary>
    public const string CredentialsFolder = "CANARYMESH_CREDENTIALS";

    /// <summary>Pod name, by fieldRef.</summary>
    public const string PodName = "POD_NAME";

    /// <summary>Pod namespace, by fieldRef.</summary>
    public const string PodNamespace = "POD_NAMESPACE";

    /// <summary>The pod's own addresses, comma-separated, by fieldRef status.podIPs: listeners bind these only.</summary>
    public const string PodIps = "POD_IPS";
}

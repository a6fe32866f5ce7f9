namespace CanaryMesh.Api.Names;

/// <summary>Names of an installation's own objects.</summary>
public static class Installation
{
    /// <summary>Default namespace of the installation.</summary>
    public const string Namespace = "canarymesh-system";

    /// <summary>ConfigMap of settings in the installation's namespace; keys are <see cref="Settings"/>.</summary>
    public const string ConfigMap = "canarymesh";

    /// <summary>Secret that holds the installation's CA, in its namespace.</summary>
    public const string CaSecret = "canarymesh-ca";

    /// <summary>Secret with the key of the hashes of pinned Secrets, in the installation's namespace; made once, never changed.</summary>
    public const string PinKeySecret = "canarymesh-pin-key";

    /// <summary>ConfigMap with the CA bundle under <see cref="CaKey"/>, in every namespace with a managed workload; mounted by proxies, optional.</summary>
    public const string CaConfigMap = "canarymesh-ca";

    /// <summary>Key of the CA bundle in <see cref="CaConfigMap"/> and <see cref="CaSecret"/>.</summary>
    public const string CaKey = "ca.crt";

    /// <summary>Key of the CA's private key in <see cref="CaSecret"/>.</summary>
    public const string CaPrivateKey = "ca.key";

    /// <summary>Service and ServiceAccount of the webhook.</summary>
    public const string Webhook = "canarymesh-webhook";

    /// <summary>Deployment, ServiceAccount and Lease of the analyzer.</summary>
    public const string Analyzer = "canarymesh-analyzer";

    /// <summary>Service of the control channel; its TLS name is canarymesh-control.NAMESPACE.svc.</summary>
    public const string Control = "canarymesh-control";

    /// <summary>Audience of the proxies' tokens.</summary>
    public const string ControlAudience = "canarymesh-control";

    /// <summary>Mutating (inject) and validating (check) configuration called early.</summary>
    public const string EarlyConfiguration = "canarymesh";

    /// <summary>Mutating configuration called late: hold, onboard, steer.</summary>
    public const string LateConfiguration = "zz-canarymesh";

    /// <summary>Name of the injected container.</summary>
    public const string ProxyContainer = "canarymesh-proxy";

    /// <summary>Field manager of the analyzer's and the webhook's writes.</summary>
    public const string FieldManager = "canarymesh";

    /// <summary>Where the proxy's token and CA are mounted: the default token path, so that no API token of the app is added there.</summary>
    public const string ProxyMount = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>Keys of the settings ConfigMap. Every process mounts it as one file per key.</summary>
    public static class Settings
    {
        /// <summary>Image of the injected proxy, by digest in releases.</summary>
        public const string ProxyImage = "proxy-image";

        /// <summary>Where the proxy finds its app: "loopback" or "pod".</summary>
        public const string AppHost = "app-host";

        /// <summary>"true" injects a native sidecar, "false" an ordinary container, "auto" decides by the oldest node.</summary>
        public const string NativeSidecar = "native-sidecar";

        /// <summary>Oldest kubelet minor of the cluster, written by the analyzer.</summary>
        public const string OldestNodeMinor = "oldest-node-minor";

        /// <summary>Comma-separated annotations on templates that make no new version.</summary>
        public const string RestartAnnotations = "restart-annotations";

        /// <summary>Address of the metrics server, e.g. http://prometheus.monitoring:9090; empty: none.</summary>
        public const string MetricsServer = "metrics-server";

        /// <summary>Scrape interval of the metrics server, e.g. "5s".</summary>
        public const string ScrapeInterval = "scrape-interval";

        /// <summary>"true" forbids templateRef and providerRef to name another namespace.</summary>
        public const string NoCrossNamespaceRefs = "no-cross-namespace-refs";

        /// <summary>Comma-separated networks of nodes that addresses in manifests may lead to all the same, e.g. "10.0.0.7/32".</summary>
        public const string ReachableNetworks = "reachable-networks";

        /// <summary>Comma-separated hosts, or wildcards such as "*.example.com", that routes may be for although they are names of other Services.</summary>
        public const string AllowedHosts = "allowed-hosts";

        /// <summary>Secret with key address, and token where the protocol has one: the room that is told of rollouts whose Canary names none.</summary>
        public const string AlertSecret = "alert-secret";

        /// <summary>Its protocol, as in an AlertProvider: slack, msteams, discord, rocket, gchat or webhook.</summary>
        public const string AlertType = "alert-type";

        /// <summary>Its channel; empty: general.</summary>
        public const string AlertChannel = "alert-channel";

        /// <summary>Name that alerts are posted under; empty: flagger.</summary>
        public const string AlertUsername = "alert-username";

        /// <summary>HTTP proxy on the way to it; empty: none.</summary>
        public const string AlertProxy = "alert-proxy";

        /// <summary>CPU request of the proxy, e.g. "50m".</summary>
        public const string ProxyCpuRequest = "proxy-cpu-request";

        /// <summary>Memory request of the proxy, e.g. "64Mi".</summary>
        public const string ProxyMemoryRequest = "proxy-memory-request";

        /// <summary>Memory limit of the proxy, e.g. "192Mi".</summary>
        public const string ProxyMemoryLimit = "proxy-memory-limit";
    }
}

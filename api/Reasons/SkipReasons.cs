namespace CanaryMesh.Api.Reasons;

/// <summary>Why a pod is not injected or a port is not split: the closed list.</summary>
public static class SkipReasons
{
    /// <summary>The pod uses the node's network.</summary>
    public static readonly Reason HostNetwork = new("host-network", "the pods use the host's network, where the proxy's ports would be the node's");

    /// <summary>The port entry has a hostPort.</summary>
    public static readonly Reason HostPort = new("host-port", "the port is bound to a host port, whose target would move with it");

    /// <summary>No Service selects the pods.</summary>
    public static readonly Reason NoService = new("no-service", "no Service selects the pods yet");

    /// <summary>The Service has no cluster IP.</summary>
    public static readonly Reason HeadlessService = new("headless-service", "the Service is headless: its clients call the pods directly");

    /// <summary>The port does not say that it is HTTP.</summary>
    public static readonly Reason PortNotHttp = new(
        "port-not-http", "the port does not say that it is HTTP (by appProtocol or a name such as http); the annotation ports opts it in");

    /// <summary>The app terminates TLS itself.</summary>
    public static readonly Reason TlsInApp = new("tls-in-app", "the app terminates TLS itself, so requests cannot be told apart");

    /// <summary>A port name of ours stands for another number.</summary>
    public static readonly Reason PortNameConflict = new("port-name-conflict", "the port name needed for steering is used for another number");

    /// <summary>The Service targets a port name that no container has.</summary>
    public static readonly Reason PortNotFound = new("port-not-found", "the Service targets a port name that no container declares");

    /// <summary>No number is left for a listener of the proxy.</summary>
    public static readonly Reason PortInUse = new("port-in-use", "the app uses the port numbers that the proxy would listen on");

    /// <summary>More ports than one proxy splits.</summary>
    public static readonly Reason TooManyPorts = new("too-many-ports", "a proxy splits at most 32 ports");

    /// <summary>A NetworkPolicy would block the proxy.</summary>
    public static readonly Reason NetworkPolicyBlocks = new("network-policy-blocks", "a NetworkPolicy would block the proxy's port");

    /// <summary>A container of the proxy's name is there that is not ours.</summary>
    public static readonly Reason AlreadyInjected = new("already-injected", "the pod already has a container named canarymesh-proxy that was not injected here");

    /// <summary>The pod belongs to a mesh: its routes split, or the proxies do beside its sidecar.</summary>
    public static readonly Reason MeshPresent = new("mesh-present", "the pod has a mesh's proxy and its own provider");

    /// <summary>An annotation of ours is not legal.</summary>
    public static readonly Reason BadAnnotation = new("bad-annotation", "an annotation of CanaryMesh on the pod is not legal");

    /// <summary>The pod runs on Windows.</summary>
    public static readonly Reason WindowsNode = new("windows-node", "the pod runs on Windows, where there is no proxy");

    /// <summary>A Job owns the pod.</summary>
    public static readonly Reason PodOfJob = new("pod-of-job", "the pod belongs to a Job");

    /// <summary>The pod carries no plan.</summary>
    public static readonly Reason NoPlan = new("no-plan", "the pod carries no port plan");

    /// <summary>The pod's plan cannot be read.</summary>
    public static readonly Reason PlanUnreadable = new("plan-unreadable", "the pod's port plan cannot be read");

    /// <summary>The plan has no ports.</summary>
    public static readonly Reason NoPorts = new("no-ports", "the pod's plan has no port to split");

    /// <summary>The plan speaks of a container that is not there.</summary>
    public static readonly Reason NoSuchContainer = new("no-such-container", "the plan names a container that the pod does not have");

    /// <summary>Every reason of this list.</summary>
    public static readonly IReadOnlyList<Reason> All =
    [
        HostNetwork, HostPort, NoService, HeadlessService, PortNotHttp, TlsInApp, PortNameConflict, PortNotFound, PortInUse, TooManyPorts,
        NetworkPolicyBlocks, AlreadyInjected, MeshPresent, BadAnnotation, WindowsNode, PodOfJob, NoPlan, PlanUnreadable, NoPorts, NoSuchContainer,
    ];
}

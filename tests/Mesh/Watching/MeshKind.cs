namespace CanaryMesh.Mesh.Watching;

/// <summary>A kind that is followed.</summary>
internal sealed record MeshKind(string Group, string Plural)
{
    public static MeshKind Services { get; } = new("api/v1", "services");

    public static MeshKind Pods { get; } = new("api/v1", "pods");

    public static MeshKind ReplicaSets { get; } = new("apis/apps/v1", "replicasets");

    public static MeshKind EndpointSlices { get; } = new("apis/discovery.k8s.io/v1", "endpointslices");

    public static MeshKind VirtualServices { get; } = new("apis/networking.istio.io/v1beta1", "virtualservices");

    public static MeshKind DestinationRules { get; } = new("apis/networking.istio.io/v1beta1", "destinationrules");

    public static MeshKind HttpRoutes { get; } = new("apis/gateway.networking.k8s.io/v1", "httproutes");

    /// <summary>Followed in every namespace: a route may name a Gateway of another.</summary>
    public static MeshKind Gateways { get; } = new("apis/gateway.networking.k8s.io/v1", "gateways");

    public static IReadOnlyList<MeshKind> All { get; } =
        [Services, Pods, ReplicaSets, EndpointSlices, VirtualServices, DestinationRules, HttpRoutes, Gateways];

    public string Collection(string @namespace) => this == Gateways ? $"/{Group}/{Plural}" : $"/{Group}/namespaces/{@namespace}/{Plural}";
}

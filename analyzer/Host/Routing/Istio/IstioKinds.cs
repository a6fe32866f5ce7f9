using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Routing.Istio;

/// <summary>Istio's kinds under the version that every Istio since 1.5 serves.</summary>
internal static class IstioKinds
{
    public const string ApiVersion = Group + "/" + Version;

    private const string Group = "networking.istio.io";
    private const string Version = "v1beta1";

    public static KubeKind VirtualServices { get; } = new(Group, Version, "virtualservices", true);

    public static KubeKind DestinationRules { get; } = new(Group, Version, "destinationrules", true);
}

using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>Gateway API's kind under the version that every release since 1.0 serves.</summary>
internal static class GatewayKinds
{
    public const string Group = "gateway.networking.k8s.io";
    public const string ApiVersion = Group + "/" + Version;

    private const string Version = "v1";

    public static KubeKind HttpRoutes { get; } = new(Group, Version, "httproutes", true);
}

namespace CanaryMesh.Webhook.Checking;

/// <summary>Who may split the requests of a target, as spec.provider spells it.</summary>
internal static class Providers
{
    public const string CanaryMesh = "canarymesh";
    public const string Kubernetes = "kubernetes";
    public const string Istio = "istio";
    public const string GatewayApi = "gatewayapi:v1";

    public static IReadOnlyList<string> All { get; } = [CanaryMesh, Kubernetes, Istio, GatewayApi];

    /// <summary>Whether it splits by an object of its own, beside whose pods there is no proxy.</summary>
    public static bool IsByRoute(string? provider) => provider is Istio or GatewayApi;
}

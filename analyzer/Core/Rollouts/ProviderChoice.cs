namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>Who splits the requests of a target, and why, as a sentence.</summary>
public sealed record ProviderChoice(ProviderKind Kind, string Why)
{
    /// <summary>Whether a route object says where requests go, and no proxy is injected.</summary>
    public bool IsByRoute => Kind is ProviderKind.Istio or ProviderKind.GatewayApi;
}

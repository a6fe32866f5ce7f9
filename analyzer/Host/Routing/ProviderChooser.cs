using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>Who splits the requests of a target: whom spec.provider names, else whom it was onboarded with, else the mesh that its pods are in.
/// An onboarded target keeps its provider: pods with and without proxies beside one another would be split twice or not at all.</summary>
internal static class ProviderChooser
{
    /// <summary>The choice, and what is wrong with what is asked for. No choice: nothing can be done. A choice without a reason is none yet:
    /// there are no pods to tell by.</summary>
    public static (ProviderChoice? Choice, string? Fault) Choose(ProviderFacts facts)
    {
        if (facts.Asked is { } word && ProviderWords.Parse(word) is null)
        {
            return (facts.Recorded, $"spec.provider: {ShownText.Of(word)} is not supported; legal is {ProviderWords.Legal}, or nothing");
        }

        var asked = ProviderWords.Parse(facts.Asked);
        if (facts.Recorded is { } recorded && asked is { } other && IsByRoute(other) is var byRoute && (byRoute != recorded.IsByRoute || (byRoute && other != recorded.Kind)))
        {
            return (recorded, $"spec.provider: it was onboarded with {recorded.Kind.Word()} and stays with it; {other.Word()} takes effect once the Canary was deleted and applied again");
        }

        if (asked is null && facts is { Recorded: null, HasGateways: false, Mesh: MeshFinding.Unknown } && facts.Serves(ProviderKind.Istio))
        {
            return (new(ProviderKind.CanaryMesh, ""), null);
        }

        var choice = asked is { } kind ? new ProviderChoice(kind, $"spec.provider says so{Beside(facts, kind)}") : facts.Recorded ?? ByItself(facts);
        return IsByRoute(choice.Kind) && !facts.Serves(choice.Kind)
            ? (null, $"spec.provider: {choice.Kind.Word()} needs {Needs(choice.Kind)}, which this cluster does not serve; install its definitions, or leave the provider out")
            : (choice, null);
    }

    // The proxies split anywhere, so whatever a route lacks decides for them.
    private static ProviderChoice ByItself(ProviderFacts facts) => facts switch
    {
        { HasGateways: true } when facts.Serves(ProviderKind.GatewayApi) => new(ProviderKind.GatewayApi, "spec.service.gatewayRefs names a gateway"),
        { Mesh: not MeshFinding.Inside } => new(ProviderKind.CanaryMesh, "its pods are in no mesh"),
        _ when !facts.Serves(ProviderKind.Istio) => new(ProviderKind.CanaryMesh, "its pods have Istio's sidecar, but the cluster serves no VirtualServices" + Beside(facts, ProviderKind.CanaryMesh)),
        { HasApex: false } => new(ProviderKind.CanaryMesh, "its pods have Istio's sidecar, but no Service of its name leads to them" + Beside(facts, ProviderKind.CanaryMesh)),
        { HasServer: false } => new(ProviderKind.CanaryMesh, "its pods have Istio's sidecar, but without a metrics server nobody counts what the mesh splits" + Beside(facts, ProviderKind.CanaryMesh)),
        _ => new(ProviderKind.Istio, "its pods have Istio's sidecar, and the cluster serves VirtualServices"),
    };

    // Said where the choice is made: where mTLS is STRICT a trial would only see that nothing arrives.
    private static string Beside(ProviderFacts facts, ProviderKind kind) => facts.Mesh is MeshFinding.Inside && !IsByRoute(kind)
        ? $"; {SkipReasons.MeshPresent.Code}: the proxies split behind Istio's sidecar, and where mTLS is STRICT it refuses them what the proxies and the analyzer send without it"
        : "";

    private static string Needs(ProviderKind kind) => kind is ProviderKind.Istio ? "virtualservices and destinationrules of networking.istio.io/v1beta1" : "httproutes of gateway.networking.k8s.io/v1";

    private static bool IsByRoute(ProviderKind kind) => kind is ProviderKind.Istio or ProviderKind.GatewayApi;
}

namespace CanaryMesh.Api.Values;

/// <summary>What an HTTPRoute may be attached to. A Gateway says itself whose routes it takes; a Service of the mesh does not, so the rules
/// would take the requests of whoever it belongs to.</summary>
public static class ParentCheck
{
    private const string Service = "Service";

    /// <summary>Why the parent is refused; null if it is not. What is not given is the Canary's own namespace, or a Gateway.</summary>
    public static string? Why(string? kind, string? parentNamespace, string name, string apex, string ns) =>
        kind is not (Service or "ServiceEntry") || (kind == Service && name == apex && (parentNamespace is null or "" || parentNamespace == ns))
            ? null
            : $"{kind} {ShownText.Of(parentNamespace is { Length: > 0 } other ? $"{other}/{name}" : name)} must be Service {ShownText.Of(apex)} of this namespace, or a Gateway: what goes to another Service is not this Canary's to lead";
}

using System.Text.Json;
using CanaryMesh.Mesh.Reading;

namespace CanaryMesh.Mesh.GatewayApi;

/// <summary>Judges a route for each parent that is a Gateway which exists; of other parents nothing is said.</summary>
internal static class RouteVerdicts
{
    private const string Group = "gateway.networking.k8s.io";

    public static IReadOnlyList<ParentVerdict> Of(JsonElement route, Func<string, JsonElement?> gateway, Func<string, bool> isService, RouteRefusal? refusal)
    {
        try
        {
            var resolved = Resolved(route, isService);
            return [.. route.Items("spec", "parentRefs").Select(parent => One(route, parent, gateway, refusal, resolved)).OfType<ParentVerdict>()];
        }
        catch (BadObjectException)
        {
            return [];
        }
    }

    private static ParentVerdict? One(JsonElement route, JsonElement parent, Func<string, JsonElement?> gateway, RouteRefusal? refusal, string resolved)
    {
        if ((parent.Text("group") ?? Group, parent.Text("kind") ?? "Gateway") is not (Group, "Gateway"))
        {
            return null;
        }
        var key = ObjectNames.Key(parent.Text("namespace") ?? route.Namespace(), parent.Text("name") ?? "");
        if (gateway(key) is not { } found)
        {
            return null;
        }
        var (reason, message) = refusal is not null ? (refusal.Reason, refusal.Message) : Attachment(route, parent, found);
        return new ParentVerdict(parent, key, reason, message, resolved);
    }

    private static (string Reason, string Message) Attachment(JsonElement route, JsonElement parent, JsonElement gateway)
    {
        var listeners = gateway.Items("spec", "listeners").Where(listener => IsMeant(parent, listener)).ToList();
        return listeners.Count == 0 ? ("NoMatchingParent", "no listener of the Gateway is meant")
            : !listeners.Exists(listener => Allows(listener, route, gateway)) ? ("NotAllowedByListeners", "no listener allows routes of this namespace")
            : (ParentVerdict.Accepted, "the route is programmed");
    }

    private static bool IsMeant(JsonElement parent, JsonElement listener) =>
        (parent.Text("sectionName") is not { } section || section == listener.Text("name"))
        && (parent.Whole("port") is not { } port || port == listener.Whole("port"));

    // Selected namespaces are taken for others: the labels of namespaces are not followed.
    private static bool Allows(JsonElement listener, JsonElement route, JsonElement gateway) =>
        listener.Text("allowedRoutes", "namespaces", "from") == "All" || route.Namespace() == gateway.Namespace();

    private static string Resolved(JsonElement route, Func<string, bool> isService)
    {
        var rules = route.Items("spec", "rules").ToList();
        var named = rules.SelectMany(rule => rule.Items("backendRefs"))
            .Concat(rules.SelectMany(rule => rule.Items("filters")).Select(filter => filter.At("requestMirror", "backendRef")).OfType<JsonElement>());
        return named.Select(backend => GatewayTargets.Fault(backend, route.Namespace(), isService)).FirstOrDefault(fault => fault is not null) ?? ParentVerdict.Resolved;
    }
}

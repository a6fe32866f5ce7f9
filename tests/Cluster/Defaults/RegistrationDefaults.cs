using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Defaults;

/// <summary>Defaults of webhook configurations, limits and definitions.</summary>
internal static class RegistrationDefaults
{
    public static void Webhooks(JsonObject o, bool mutating)
    {
        foreach (var hook in o.Objects("webhooks"))
        {
            hook.Fill("failurePolicy", "Fail").Fill("matchPolicy", "Equivalent").Fill("namespaceSelector", new JsonObject())
                .Fill("objectSelector", new JsonObject()).Fill("timeoutSeconds", 10);
            if (mutating)
            {
                hook.Fill("reinvocationPolicy", "Never");
            }

            foreach (var rule in hook.Objects("rules"))
            {
                rule.Fill("scope", "*");
            }

            hook.Object("clientConfig", "service")?.Fill("port", 443);
        }
    }

    public static void Policy(JsonObject o)
    {
        var spec = o.Ensure("spec");
        spec.Fill("failurePolicy", "Fail").Fill("reinvocationPolicy", "Never");
        var constraints = spec.Ensure("matchConstraints");
        constraints.Fill("namespaceSelector", new JsonObject()).Fill("objectSelector", new JsonObject()).Fill("matchPolicy", "Equivalent");
        foreach (var rule in constraints.Objects("resourceRules"))
        {
            rule.Fill("scope", "*");
        }
    }

    public static void Limits(JsonObject o)
    {
        foreach (var limit in o.Objects("spec", "limits").Where(l => l.Text("type") == "Container"))
        {
            FillFrom(limit, "default", "max");
            FillFrom(limit, "defaultRequest", "default");
            FillFrom(limit, "defaultRequest", "min");
        }
    }

    public static void Definition(JsonObject o)
    {
        var names = o.Ensure("spec", "names");
        if (names.Text("kind") is { Length: > 0 } kind)
        {
            names.Fill("singular", kind.ToLowerInvariant()).Fill("listKind", kind + "List");
        }

        o.Ensure("spec").Fill("conversion", new JsonObject { ["strategy"] = "None" });
    }

    private static void FillFrom(JsonObject limit, string field, string from)
    {
        if (limit.Object(from) is { Count: > 0 } source)
        {
            var target = limit.Ensure(field);
            foreach (var (name, amount) in source)
            {
                target.Fill(name, amount.CopyNode());
            }
        }
    }
}

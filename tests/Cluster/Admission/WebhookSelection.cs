using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Access;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Selectors;
using CanaryMesh.Cluster.Storage;
using Cel;

namespace CanaryMesh.Cluster.Admission;

/// <summary>Whether a webhook is to be called.</summary>
internal sealed class WebhookSelection(ObjectStore store, KindRegistry kinds, RbacAuthorizer authorizer)
{
    public WebhookMatch? Match(Webhook hook, AdmissionCall call, IReadOnlyDictionary<string, JsonNode?>? extra = null)
    {
        if (call.Request.Kind is { Group: "admissionregistration.k8s.io" }
            || SeenAs(hook, call) is not { } seenAs || !Namespace(hook, call) || !Objects(hook, call))
        {
            return null;
        }

        return Conditions(hook, call, seenAs, extra) ? new WebhookMatch(hook, seenAs) : null;
    }

    private ResourceKind? SeenAs(Webhook hook, AdmissionCall call)
    {
        var kind = call.Request.Kind;
        if (hook.Entry.Objects("rules").Any(r => RuleFits(r, call, kind)))
        {
            return kind;
        }

        if (hook.Entry.Text("matchPolicy") == "Exact")
        {
            return null;
        }

        return kinds.All.Where(k => k.Storage == kind.Storage && k != kind).FirstOrDefault(k => hook.Entry.Objects("rules").Any(r => RuleFits(r, call, k)));
    }

    private static bool RuleFits(JsonObject rule, AdmissionCall call, ResourceKind kind)
    {
        var resource = call.Request.Subresource is { } sub ? $"{kind.Plural}/{sub}" : kind.Plural;
        return Fits(rule, "operations", call.Operation) && Fits(rule, "apiGroups", kind.Group) && Fits(rule, "apiVersions", kind.Version)
            && Resource(rule, resource, call.Request.Subresource) && Scope(rule, kind);
    }

    private static bool Scope(JsonObject rule, ResourceKind kind) => rule.Text("scope") switch
    {
        "Namespaced" => kind.Namespaced,
        "Cluster" => !kind.Namespaced,
        _ => true,
    };

    private static bool Resource(JsonObject rule, string resource, string? sub) => (rule.Array("resources") ?? []).Select(r => r.Text()).Any(r =>
        r == "*/*" || r == resource || (r == "*" && sub is null)
        || (sub is not null && (r == "*/" + sub || r == resource.Split('/')[0] + "/*"))
        || (sub is null && r == resource + "/*"));

    private static bool Fits(JsonObject rule, string field, string value) => (rule.Array(field) ?? []).Select(v => v.Text()).Any(v => v == "*" || v == value);

    private bool Namespace(Webhook hook, AdmissionCall call)
    {
        var selector = LabelSelector.Of(hook.Entry.Object("namespaceSelector"));
        if (selector.Empty)
        {
            return true;
        }

        if (call.Request.Kind is { Group: "", Kind: "Namespace" })
        {
            return selector.Matches(call.Object ?? call.OldObject ?? []);
        }

        return call.Request.Namespace is not { } ns
            || selector.Matches(store.Get(new GroupResource("", "namespaces"), null, ns) ?? []);
    }

    private static bool Objects(Webhook hook, AdmissionCall call)
    {
        var selector = LabelSelector.Of(hook.Entry.Object("objectSelector"));
        return selector.Empty || (call.Object is { } now && selector.Matches(now)) || (call.OldObject is { } old && selector.Matches(old));
    }

    private bool Conditions(Webhook hook, AdmissionCall call, ResourceKind seenAs, IReadOnlyDictionary<string, JsonNode?>? extra)
    {
        var conditions = hook.Entry.Objects("matchConditions").ToList();
        if (conditions.Count == 0)
        {
            return true;
        }

        var variables = Variables(call, seenAs, extra);
        var faults = new List<string>();
        foreach (var expression in conditions.Select(c => c.Text("expression") ?? ""))
        {
            try
            {
                if (!CelCondition.Evaluate(expression, variables))
                {
                    return false;
                }
            }
            catch (CelException fault)
            {
                faults.Add($"expression '{expression}' resulted in error: {fault.Message}");
            }
        }

        if (faults.Count > 0 && !hook.Ignores)
        {
            throw Refusals.Forbidden(call.Request.Kind, call.Request.Name ?? "", string.Join(", ", faults));
        }

        return faults.Count == 0;
    }

    public ConditionVariables Variables(AdmissionCall call, ResourceKind seenAs, IReadOnlyDictionary<string, JsonNode?>? extra = null)
    {
        var review = ReviewBuilder.Request(call, seenAs, "");
        var request = review.Copy();
        request.Remove("object");
        request.Remove("oldObject");
        return new ConditionVariables(
            review.Object("object"),
            review.Object("oldObject"),
            request,
            new AuthorizerQuery(question => authorizer.Decide(call.Request.Actor, question).Allowed)) { Extra = extra ?? new Dictionary<string, JsonNode?>() };
    }
}

using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Ownership;
using CanaryMesh.Cluster.Patching;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Storage;
using Cel;

namespace CanaryMesh.Cluster.Admission.Policies;

/// <summary>MutatingAdmissionPolicies: what webhooks do, said in CEL.</summary>
internal sealed class MutatingPolicies(ObjectStore store, KindRegistry kinds, WebhookSelection selection, ObjectShape shape)
{
    private const string Group = "admissionregistration.k8s.io";
    private static readonly GroupResource Policies = new(Group, "mutatingadmissionpolicies");
    private static readonly GroupResource Bindings = new(Group, "mutatingadmissionpolicybindings");

    public JsonObject Run(AdmissionCall call, int round)
    {
        var current = call.Object!;
        foreach (var policy in store.List(Policies, null).Items)
        {
            if (round > 0 && policy.Text("spec", "reinvocationPolicy") != "IfNeeded")
            {
                continue;
            }

            foreach (var binding in store.List(Bindings, null).Items.Where(b => b.Text("spec", "policyName") == policy.Name()))
            {
                current = One(policy, binding, call with { Object = current });
            }
        }

        return current;
    }

    private JsonObject One(JsonObject policy, JsonObject binding, AdmissionCall call)
    {
        if (!Parameter(policy, binding, call, out var parameter))
        {
            return call.Object!;
        }

        var extra = new Dictionary<string, JsonNode?> { ["params"] = parameter };
        try
        {
            if (selection.Match(AsWebhook(policy), call, extra) is null)
            {
                return call.Object!;
            }

            return Mutated(policy, call, extra);
        }
        catch (Exception fault) when (fault is CelException or PatchException)
        {
            return policy.Text("spec", "failurePolicy") == "Ignore"
                ? call.Object!
                : throw Refusals.Forbidden(call.Request.Kind, call.Request.Name ?? "", $"policy '{policy.Name()}' with binding '{binding.Name()}' denied request: {fault.Message}");
        }
    }

    private JsonObject Mutated(JsonObject policy, AdmissionCall call, Dictionary<string, JsonNode?> extra)
    {
        var current = call.Object!;
        foreach (var mutation in policy.Objects("spec", "mutations"))
        {
            var variables = selection.Variables(call with { Object = current }, call.Request.Kind, extra);
            extra["variables"] = Named(policy, variables, extra);
            variables = variables with { Extra = extra };
            var apply = mutation.Text("applyConfiguration", "expression");
            var made = CelCondition.Value(ObjectLiterals.AsMaps(apply ?? mutation.Text("jsonPatch", "expression") ?? "[]"), variables);
            var changed = apply is not null
                ? ConfigurationMerge.Merge(current, made as JsonObject ?? [], call.Request.Kind.Schema)
                : JsonPatch.Apply(current, made) as JsonObject ?? throw new PatchException("the patched object is none");
            current = shape.Repatched(call.Request.Kind, changed);
        }

        return current;
    }

    private static JsonObject Named(JsonObject policy, ConditionVariables variables, Dictionary<string, JsonNode?> extra)
    {
        var named = new JsonObject();
        foreach (var variable in policy.Objects("spec", "variables"))
        {
            var known = new Dictionary<string, JsonNode?>(extra) { ["variables"] = named };
            named[variable.Text("name") ?? ""] = CelCondition.Value(ObjectLiterals.AsMaps(variable.Text("expression") ?? ""), variables with { Extra = known });
        }

        return named;
    }

    /// <summary>False if the binding's parameter is missing and that lets the request through.</summary>
    private bool Parameter(JsonObject policy, JsonObject binding, AdmissionCall call, out JsonObject? parameter)
    {
        parameter = null;
        if (binding.Object("spec", "paramRef") is not { } reference || policy.Object("spec", "paramKind") is not { } kind)
        {
            return true;
        }

        var parts = (kind.Text("apiVersion") ?? "").Split('/');
        var found = kinds.ByKind(parts.Length > 1 ? parts[0] : "", parts[^1], kind.Text("kind") ?? "");
        parameter = found is null ? null : store.Get(found.Storage, found.Namespaced ? reference.Text("namespace") ?? call.Request.Namespace : null, reference.Text("name") ?? "");
        if (parameter is null && reference.Text("parameterNotFoundAction") == "Deny")
        {
            throw Refusals.Forbidden(call.Request.Kind, call.Request.Name ?? "", $"policy '{policy.Name()}' with binding '{binding.Name()}' denied request: failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction");
        }

        return parameter is not null;
    }

    private static Webhook AsWebhook(JsonObject policy)
    {
        var constraints = policy.Object("spec", "matchConstraints") ?? [];
        return new Webhook(policy.Uid(), new JsonObject
        {
            ["name"] = policy.Name(),
            ["rules"] = constraints["resourceRules"].CopyNode(),
            ["namespaceSelector"] = constraints["namespaceSelector"].CopyNode(),
            ["objectSelector"] = constraints["objectSelector"].CopyNode(),
            ["matchPolicy"] = constraints["matchPolicy"].CopyNode(),
            ["matchConditions"] = policy.At("spec", "matchConditions").CopyNode(),
            ["failurePolicy"] = policy.At("spec", "failurePolicy").CopyNode(),
        });
    }
}

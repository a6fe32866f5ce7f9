using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Access;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Authorization;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Fleeting;

/// <summary>Kinds that are questions: created, answered, not kept.</summary>
internal sealed class FleetingKinds(TokenChecker tokens, RbacAuthorizer authorizer)
{
    public JsonObject Answer(ResourceKind kind, string? @namespace, JsonObject question, Identity who)
    {
        var answer = question.Copy();
        answer["apiVersion"] = kind.ApiVersion;
        answer["kind"] = kind.Kind;
        answer.Ensure("metadata");
        switch (kind.Kind)
        {
            case "TokenReview":
                answer["status"] = Review(answer);
                break;
            case "SelfSubjectReview":
                answer["status"] = new JsonObject { ["userInfo"] = IdentityView.Write(who) };
                break;
            case "SelfSubjectAccessReview":
                answer["status"] = Access(kind, @namespace, answer, who);
                break;
            case "SelfSubjectRulesReview":
                answer["status"] = Rules(answer, who);
                break;
            default:
                answer["status"] = Access(kind, @namespace, answer, Subject(answer));
                break;
        }

        return answer;
    }

    private static Identity Subject(JsonObject review) =>
        new(review.Text("spec", "user") ?? "", [.. (review.Array("spec", "groups") ?? []).Select(g => g.Text() ?? "")]);

    private JsonObject Review(JsonObject review)
    {
        if (review.Text("spec", "token") is not { Length: > 0 } token)
        {
            throw Refusals.BadRequest("token is required for TokenReview in authentication");
        }

        string[] wanted = [.. (review.Array("spec", "audiences") ?? []).Select(a => a.Text() ?? "")];
        var (identity, audiences, error) = tokens.Check(token, wanted.Length == 0 ? [TokenIssuer.Issuer] : wanted);
        if (identity is null)
        {
            return new JsonObject { ["user"] = new JsonObject(), ["error"] = error };
        }

        return new JsonObject
        {
            ["authenticated"] = true,
            ["user"] = IdentityView.Write(identity),
            ["audiences"] = new JsonArray([.. audiences.Select(a => JsonValue.Create(a))]),
        };
    }

    private JsonObject Access(ResourceKind kind, string? @namespace, JsonObject review, Identity who)
    {
        var spec = review.Object("spec");
        var resource = spec.Object("resourceAttributes");
        var other = spec.Object("nonResourceAttributes");
        if (ReviewFaults.Of(kind, @namespace, review) is { Any: true } faults)
        {
            throw Refusals.Invalid(kind with { Kind = "" }, "", faults);
        }

        var decision = authorizer.Decide(who, other is null ? Resource(resource!) : new AccessRequest(other.Text("verb") ?? "", "", "", null, null, null, other.Text("path") ?? ""));
        var status = new JsonObject { ["allowed"] = decision.Allowed };
        if (decision.Reason.Length > 0)
        {
            status["reason"] = decision.Reason;
        }

        return status;
    }

    private static AccessRequest Resource(JsonObject attributes) => new(
        attributes.Text("verb") ?? "",
        attributes.Text("group") ?? "",
        attributes.Text("resource") ?? "",
        attributes.Text("subresource") is { Length: > 0 } sub ? sub : null,
        attributes.Text("namespace") is { Length: > 0 } ns ? ns : null,
        attributes.Text("name") is { Length: > 0 } name ? name : null);

    private JsonObject Rules(JsonObject review, Identity who)
    {
        if (review.Text("spec", "namespace") is not { Length: > 0 } ns)
        {
            throw Refusals.BadRequest("no namespace on request");
        }

        var rules = authorizer.RulesOf(who, ns).ToList();
        return new JsonObject
        {
            ["resourceRules"] = new JsonArray([.. rules.Where(r => r.ContainsKey("resources")).Select(r => r.CopyNode())]),
            ["nonResourceRules"] = new JsonArray([.. rules.Where(r => r.ContainsKey("nonResourceURLs")).Select(r => r.CopyNode())]),
            ["incomplete"] = false,
        };
    }
}

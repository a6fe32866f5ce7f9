using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Cli.Objects;
using CanaryMesh.Cli.Preflight;

namespace CanaryMesh.Cli.Kubernetes;

/// <summary>Asks the API server who may do what.</summary>
internal sealed class RightsSource(IClusterObjects objects)
{
    private const int AtATime = 8;

    /// <summary>Those that are lacking; null if the question itself is not allowed.</summary>
    internal async Task<IReadOnlyList<Right>?> DeniedAsync(IReadOnlyList<Right> rights, bool own, CancellationToken stop)
    {
        var answers = new bool?[rights.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, rights.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = stop },
            async (at, cancel) => answers[at] = await IsAllowedAsync(rights[at], own, cancel));
        return answers.Any(each => each is null) ? null : [.. rights.Where((_, at) => answers[at] is false)];
    }

    private async Task<bool?> IsAllowedAsync(Right right, bool own, CancellationToken stop)
    {
        var slash = right.Resource.IndexOf('/', StringComparison.Ordinal);
        var attributes = new JsonObject
        {
            ["verb"] = right.Verb,
            ["group"] = right.Group,
            ["resource"] = slash < 0 ? right.Resource : right.Resource[..slash],
            ["subresource"] = slash < 0 ? "" : right.Resource[(slash + 1)..],
            ["namespace"] = right.Namespace,
            ["name"] = right.Name,
        };
        var spec = new JsonObject { ["resourceAttributes"] = attributes };
        var self = own || right.Account.Length is 0;
        if (!self)
        {
            spec["user"] = $"system:serviceaccount:{right.Account.Replace('/', ':')}";
            spec["groups"] = new JsonArray("system:serviceaccounts", $"system:serviceaccounts:{right.Account.Split('/')[0]}", "system:authenticated");
        }
        var kind = self ? ObjectKind.SelfAccessReviews : ObjectKind.AccessReviews;
        var answer = await objects.CreateAsync(kind, new() { ["apiVersion"] = "authorization.k8s.io/v1", ["kind"] = self ? "SelfSubjectAccessReview" : "SubjectAccessReview", ["spec"] = spec }, stop);
        return answer.Value is { } review ? review.Flag("status", "allowed") : null;
    }
}

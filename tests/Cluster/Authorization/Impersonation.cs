using CanaryMesh.Cluster.Access;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Authorization;

/// <summary>Acting as somebody else, for those who may.</summary>
internal sealed class Impersonation(RbacAuthorizer authorizer)
{
    private const string Extra = "Impersonate-Extra-";
    private const string Authentication = "authentication.k8s.io";

    /// <summary>Whom the headers name, or the caller if they name nobody.</summary>
    public Identity Resolve(Identity who, IHeaderDictionary headers)
    {
        var wished = Asked(headers).ToList();
        if (wished.Count == 0)
        {
            return who;
        }

        if ((string?)headers["Impersonate-User"] is not { Length: > 0 } user)
        {
            throw Refusals.BadRequest("requested impersonation of groups, uid or extra without impersonating a user");
        }

        foreach (var path in wished)
        {
            Demand(who, path);
        }

        return As(user, headers);
    }

    private void Demand(Identity who, ApiPath target)
    {
        var request = new AccessRequest("impersonate", target.Group, target.Plural, target.Subresource, target.Namespace, target.Name);
        var decision = authorizer.Decide(who, request);
        if (!decision.Allowed)
        {
            throw RequestHandler.AccessRefusal(who, target, request, decision);
        }
    }

    private static IEnumerable<ApiPath> Asked(IHeaderDictionary headers)
    {
        if ((string?)headers["Impersonate-User"] is { Length: > 0 } user)
        {
            yield return user.Split(':') is ["system", "serviceaccount", var ns, var account]
                ? new ApiPath("", "v1", ns, "serviceaccounts", account, null)
                : new ApiPath("", "v1", null, "users", user, null);
        }

        foreach (var group in headers["Impersonate-Group"].OfType<string>())
        {
            yield return new ApiPath("", "v1", null, "groups", group, null);
        }

        if ((string?)headers["Impersonate-Uid"] is { Length: > 0 } uid)
        {
            yield return new ApiPath(Authentication, "v1", null, "uids", uid, null);
        }

        foreach (var (key, values) in Extras(headers))
        {
            foreach (var value in values)
            {
                yield return new ApiPath(Authentication, "v1", null, "userextras", value, key);
            }
        }
    }

    private static Identity As(string user, IHeaderDictionary headers)
    {
        List<string> groups = [.. headers["Impersonate-Group"].OfType<string>()];
        if (groups.Count == 0 && user.Split(':') is ["system", "serviceaccount", var ns, _])
        {
            groups.AddRange(["system:serviceaccounts", $"system:serviceaccounts:{ns}"]);
        }

        var everybody = user == "system:anonymous" ? "system:unauthenticated" : "system:authenticated";
        if (!groups.Contains("system:authenticated") && !groups.Contains("system:unauthenticated"))
        {
            groups.Add(everybody);
        }

        return new Identity(user, groups) { Uid = headers["Impersonate-Uid"], Extra = Extras(headers).ToDictionary(e => e.Key, e => e.Values) };
    }

    private static IEnumerable<(string Key, IReadOnlyList<string> Values)> Extras(IHeaderDictionary headers) =>
        headers.Where(h => h.Key.StartsWith(Extra, StringComparison.OrdinalIgnoreCase))
            .Select(h => (Uri.UnescapeDataString(h.Key[Extra.Length..]).ToLowerInvariant(), (IReadOnlyList<string>)[.. h.Value.OfType<string>()]));
}

using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Access;

namespace CanaryMesh.Cluster.Tests.Authorization;

public sealed class RuleMatchingTests
{
    [Theory]
    [InlineData("""{"verbs":["get"],"apiGroups":["apps"],"resources":["deployments"]}""", "get", "deployments", null, true)]
    [InlineData("""{"verbs":["get"],"apiGroups":["apps"],"resources":["deployments"]}""", "get", "deployments", "scale", false)]
    [InlineData("""{"verbs":["*"],"apiGroups":["apps"],"resources":["*/scale"]}""", "update", "deployments", "scale", true)]
    [InlineData("""{"verbs":["*"],"apiGroups":["apps"],"resources":["*/scale"]}""", "update", "deployments", null, false)]
    [InlineData("""{"verbs":["*"],"apiGroups":["*"],"resources":["*"]}""", "patch", "deployments", "status", true)]
    [InlineData("""{"verbs":["get"],"apiGroups":[""],"resources":["deployments"]}""", "get", "deployments", null, false)]
    [InlineData("""{"verbs":["get"],"apiGroups":["apps"],"resources":["deployments"],"resourceNames":["web"]}""", "get", "deployments", null, true)]
    [InlineData("""{"verbs":["get"],"apiGroups":["apps"],"resources":["deployments"],"resourceNames":["other"]}""", "get", "deployments", null, false)]
    public void Rule_OnAResource_AllowsWhatItNames(string rule, string verb, string resource, string? subresource, bool allowed) =>
        Assert.Equal(allowed, RuleMatching.Allows((JsonObject)JsonNode.Parse(rule)!, new AccessRequest(verb, "apps", resource, subresource, "shop", "web")));

    [Theory]
    [InlineData("/healthz", "/healthz", true)]
    [InlineData("/apis/*", "/apis/apps/v1", true)]
    [InlineData("/apis/*", "/api", false)]
    [InlineData("*", "/metrics", true)]
    public void Rule_OnAPath_AllowsItAndWhatTheStarCovers(string path, string asked, bool allowed)
    {
        var rule = new JsonObject { ["verbs"] = new JsonArray("get"), ["nonResourceURLs"] = new JsonArray(path) };

        Assert.Equal(allowed, RuleMatching.Allows(rule, new AccessRequest("get", "", "", null, null, null, asked)));
    }
}

using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Access;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Authorization;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Tests.Authorization;

public sealed class DefaultRolesTests
{
    private static readonly GroupResource ClusterRoles = new("rbac.authorization.k8s.io", "clusterroles");
    private static readonly GroupResource ClusterRoleBindings = new("rbac.authorization.k8s.io", "clusterrolebindings");

    [Theory]
    [InlineData("deployment-controller", "update", "apps", "deployments", "status")]
    [InlineData("deployment-controller", "create", "apps", "replicasets", null)]
    [InlineData("replicaset-controller", "create", "", "pods", null)]
    [InlineData("endpointslice-controller", "update", "discovery.k8s.io", "endpointslices", null)]
    [InlineData("generic-garbage-collector", "delete", "flagger.app", "canaries", null)]
    [InlineData("namespace-controller", "update", "", "namespaces", "finalize")]
    [InlineData("root-ca-cert-publisher", "create", "", "configmaps", null)]
    public void Controller_DoingItsWork_IsAllowed(string account, string verb, string group, string resource, string? subresource) =>
        Assert.True(Decide(Identity.ServiceAccount("kube-system", account), verb, group, resource, subresource));

    [Theory]
    [InlineData("deployment-controller", "delete", "", "namespaces")]
    [InlineData("replicaset-controller", "update", "apps", "deployments")]
    [InlineData("root-ca-cert-publisher", "get", "", "secrets")]
    public void Controller_DoingAnothersWork_IsRefused(string account, string verb, string group, string resource) =>
        Assert.False(Decide(Identity.ServiceAccount("kube-system", account), verb, group, resource, null));

    [Fact]
    public void Node_WritesTheStatusOfPodsAndItsLease_ButNoDeployments()
    {
        var node = new Identity("system:node:a", ["system:nodes", "system:authenticated"]);

        Assert.True(Decide(node, "update", "", "pods", "status"));
        Assert.True(Decide(node, "update", "coordination.k8s.io", "leases", null));
        Assert.False(Decide(node, "update", "apps", "deployments", null));
    }

    [Theory]
    [InlineData("view", "list", "pods", true)]
    [InlineData("view", "get", "secrets", false)]
    [InlineData("view", "create", "pods", false)]
    [InlineData("edit", "create", "pods", true)]
    [InlineData("edit", "list", "pods", true)]
    [InlineData("admin", "delete", "configmaps", true)]
    public void CollectingRole_HoldsTheRulesOfWhatItCollects(string role, string verb, string resource, bool held)
    {
        var rules = (JsonArray)DefaultRoles.ClusterRoles().Single(r => (string?)r["metadata"]!["name"] == role)["rules"]!;

        Assert.Equal(held, rules.OfType<JsonObject>().Any(r => RuleMatching.Allows(r, new AccessRequest(verb, "", resource, null, "shop", null))));
    }

    [Fact]
    public void Refreshed_WhenNothingChanged_IsNothing()
    {
        var roles = DefaultRoles.ClusterRoles();

        Assert.All(roles, r => Assert.Null(RoleAggregation.Refreshed(r, roles)));
    }

    private static bool Decide(Identity who, string verb, string group, string resource, string? subresource)
    {
        var store = new ObjectStore(TimeProvider.System);
        foreach (var role in DefaultRoles.ClusterRoles())
        {
            store.TryCreate(ClusterRoles, role);
        }

        foreach (var binding in DefaultRoles.Bindings())
        {
            store.TryCreate(ClusterRoleBindings, binding);
        }

        return new RbacAuthorizer(store).Decide(who, new AccessRequest(verb, group, resource, subresource, "shop", "x")).Allowed;
    }
}

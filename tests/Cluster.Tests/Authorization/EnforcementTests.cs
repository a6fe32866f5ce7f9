using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Access;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Authorization;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Storage;
using CanaryMesh.Cluster.Tests.Definitions;
using Microsoft.AspNetCore.Http;

namespace CanaryMesh.Cluster.Tests.Authorization;

public sealed class EnforcementTests
{
    private static readonly GroupResource ClusterRoles = new("rbac.authorization.k8s.io", "clusterroles");

    [Fact]
    public async Task Part_OutsideItsRole_IsForbidden()
    {
        await using var cluster = await DefinitionFixture.StartAsync();
        var actor = Identity.ServiceAccount("kube-system", "replicaset-controller");

        var refusal = await Assert.ThrowsAsync<ApiException>(() =>
            cluster.Api.CreateAsync(new GroupResource("", "configmaps"), "default", new JsonObject { ["metadata"] = new JsonObject { ["name"] = "a" } }, actor, cluster.Cancel));

        Assert.Equal(
            "configmaps is forbidden: User \"system:serviceaccount:kube-system:replicaset-controller\" cannot create resource \"configmaps\" in API group \"\" in the namespace \"default\"",
            refusal.Message);
    }

    [Fact]
    public async Task CollectingRole_WhenALabelledOneComes_TakesItsRules()
    {
        await using var cluster = await DefinitionFixture.StartAsync();
        await cluster.Api.CreateAsync(ClusterRoles, null, Parse("""{"metadata":{"name":"all"},"aggregationRule":{"clusterRoleSelectors":[{"matchLabels":{"into":"all"}}]}}"""), DefinitionFixture.Admin, cluster.Cancel);

        await cluster.Api.CreateAsync(ClusterRoles, null, Parse("""{"metadata":{"name":"one","labels":{"into":"all"}},"rules":[{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}]}"""), DefinitionFixture.Admin, cluster.Cancel);

        await cluster.UntilAsync(ClusterRoles, "all", r => r?["rules"]?.AsArray().Count == 1);
        Assert.Equal("pods", (string?)cluster.Api.Get(ClusterRoles, null, "all")!["rules"]![0]!["resources"]![0]);
    }

    [Fact]
    public void Impersonation_ByOneWhoMayNot_NamesTheServiceAccount()
    {
        var headers = new HeaderDictionary { ["Impersonate-User"] = "system:serviceaccount:shop:web" };

        var refusal = Assert.Throws<ApiException>(() => new Impersonation(new RbacAuthorizer(new ObjectStore(TimeProvider.System))).Resolve(new Identity("bob", []), headers));

        Assert.Equal("serviceaccounts \"web\" is forbidden: User \"bob\" cannot impersonate resource \"serviceaccounts\" in API group \"\" in the namespace \"shop\"", refusal.Message);
    }

    [Fact]
    public void Impersonation_OfAServiceAccount_BringsItsGroups()
    {
        var headers = new HeaderDictionary { ["Impersonate-User"] = "system:serviceaccount:shop:web" };

        var who = new Impersonation(new RbacAuthorizer(new ObjectStore(TimeProvider.System))).Resolve(DefinitionFixture.Admin, headers);

        Assert.Equal(["system:serviceaccounts", "system:serviceaccounts:shop", "system:authenticated"], who.Groups);
    }

    [Fact]
    public void Binding_ToAnotherRole_CannotBeChanged()
    {
        var faults = new FieldFaults();

        RoleValidation.BindingUpdate(Parse("""{"roleRef":{"name":"b"}}"""), Parse("""{"roleRef":{"name":"a"}}"""), faults);

        Assert.Equal("roleRef", Assert.Single(faults.Found).Field);
    }

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}

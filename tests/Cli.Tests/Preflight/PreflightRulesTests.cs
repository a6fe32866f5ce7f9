using System.Text.Json.Nodes;
using CanaryMesh.Cli.Preflight;

namespace CanaryMesh.Cli.Tests.Preflight;

public sealed class PreflightRulesTests
{
    [Fact]
    public void GoodCluster_HasNothingToBeFound() => Assert.Empty(Flown.Found(Flown.Good));

    [Theory]
    [InlineData("27", "Error", "matchConditions")]
    [InlineData("37+", "Note", "newer than 1.36")]
    [InlineData("x", "Warning", "does not tell its version")]
    public void Server_OfAVersionOutsideTheTable_IsTold(string minor, string level, string seen) =>
        Holds(Flown.Good with { Version = Flown.Parse($$"""{"minor":"{{minor}}"}""") }, level, "API server", seen);

    [Theory]
    [InlineData("v1.28.9", 2)]
    [InlineData("v1.29.0-gke.1", 1)]
    [InlineData("v1.30.2", 0)]
    public void Node_OfAnOldVersion_IsToldWhatItLacks(string kubelet, int findings) =>
        Assert.Equal(findings, Flown.Found(Flown.Good with { Nodes = [Flown.Node(kubelet)] }).Count);

    [Theory]
    [InlineData("discovery.k8s.io/v1", "Error")]
    [InlineData("autoscaling/v2", "Warning")]
    [InlineData("external.metrics.k8s.io/v1beta1", "Note")]
    public void ApiThatIsNotServed_IsTold(string api, string level) =>
        Holds(Flown.Good with { Served = Flown.Good.Served.Where(each => each != api).ToHashSet() }, level, api, "is not served");

    [Fact]
    public void DeniedRights_AreOneFindingPerResource()
    {
        var denied = new[] { new Right("canarymesh-system/canarymesh-analyzer", "get", "apps", "deployments"), new Right("canarymesh-system/canarymesh-analyzer", "patch", "apps", "deployments"), new Right("", "create", "", "customresourcedefinitions") };

        var found = Flown.Found(Flown.Good with { Denied = denied });

        Assert.Equal(["may not get, patch deployments.apps", "may not create customresourcedefinitions, which installing needs"], found.Select(each => each.Seen));
        Assert.All(found, each => Assert.Equal(FindingLevel.Error, each.Level));
    }

    [Theory]
    [InlineData("zzz-mesh", "deployments", true)]
    [InlineData("zzz-mesh", "pods", false)]
    [InlineData("aaa-mesh", "deployments", false)]
    [InlineData("zzz-mesh", "*", true)]
    public void WebhookThatRunsAfterOurs_IsTold(string name, string resource, bool told) => Assert.Equal(
        told, Flown.Found(Flown.Good with { Mutating = [.. Flown.Good.Mutating, Flown.Hooks(name, resource)] }).Any(each => each.Object == "mutatingwebhookconfiguration zzz-mesh"));

    [Fact]
    public void OwnConfigurationThatIsGoneOrUntrusted_IsAnError()
    {
        Holds(Flown.Good with { Validating = [] }, "Error", "validatingwebhookconfiguration canarymesh", "is not there");
        Holds(Flown.Good with { Validating = [Flown.Hooks("canarymesh", "canaries", "")] }, "Error", "validatingwebhookconfiguration canarymesh", "no caBundle");
    }

    [Theory]
    [InlineData("connection refused", 0, 0, 0, "Error", "does not answer: connection refused")]
    [InlineData("", 0, 0, 0, "Error", "no target is up")]
    [InlineData("", 3, 0, 1, "Warning", "no series of the analyzer")]
    [InlineData("", 3, 1, 0, "Error", "no series of any proxy")]
    public void MetricsServer_ThatWouldLeaveChecksWithoutData_IsTold(string fault, int up, int analyzers, int proxies, string level, string seen) =>
        Holds(Flown.Good with { Metrics = new("http://p") { Fault = fault, Up = up, Analyzers = analyzers, Proxies = proxies } }, level, "http://p", seen);

    [Theory]
    [InlineData("\"hostNetwork\":true,", "", "\"name\":\"http\",\"port\":80,\"targetPort\":\"http\"", "host-network")]
    [InlineData("", "\"clusterIP\":\"None\",", "\"name\":\"http\",\"port\":80,\"targetPort\":\"http\"", "headless-service")]
    [InlineData("", "", "\"name\":\"db\",\"port\":80,\"targetPort\":5432,\"appProtocol\":\"tcp\"", "port-not-http")]
    [InlineData("", "", "\"name\":\"http\",\"port\":80,\"targetPort\":\"web\"", "port-not-found")]
    public void TargetThatCannotBeSteered_IsToldWithItsReason(string pod, string service, string port, string reason)
    {
        var facts = Flown.Good with { Deployments = [.. Flown.Good.Deployments.SkipLast(1), Flown.Target(pod)], Services = [Flown.Service(service, port)] };

        Holds(facts, "Warning", "deployment shop/api", reason + ": ");
    }

    [Theory]
    [InlineData("""{"podSelector":{},"policyTypes":["Ingress"] }""", 2)]
    [InlineData("""{"podSelector":{},"ingress":[{"ports":[{"port":8080}] }] }""", 2)]
    [InlineData("""{"podSelector":{},"ingress":[{"ports":[{"port":14070,"endPort":14111}] }] }""", 0)]
    [InlineData("""{"podSelector":{},"ingress":[{"ports":[{"port":"http"}] }] }""", 1)]
    [InlineData("""{"podSelector":{"matchLabels":{"app":"other"} },"policyTypes":["Ingress"] }""", 0)]
    [InlineData("""{"podSelector":{"matchExpressions":[{"key":"app","operator":"NotIn","values":["api"] }] },"policyTypes":["Ingress"] }""", 0)]
    [InlineData("""{"podSelector":{},"policyTypes":["Egress"],"egress":[{"ports":[{"port":53,"protocol":"UDP"}] }] }""", 1)]
    [InlineData("""{"podSelector":{},"policyTypes":["Egress"],"egress":[{"ports":[{"port":14010}] }] }""", 0)]
    public void PolicyThatClosesAPortOfTheProxy_IsTold(string spec, int findings) =>
        Assert.Equal(findings, Flown.Found(Flown.Good with { Policies = [Flown.Policy(spec)] }).Count(each => each.Seen.StartsWith("networkpolicy wall", StringComparison.Ordinal)));

    [Fact]
    public void PolicyBesideOneThatOpensThePort_ClosesNothing()
    {
        JsonObject[] policies = [Flown.Policy("""{"podSelector":{},"policyTypes":["Ingress"] }"""), Flown.Policy("""{"podSelector":{},"ingress":[{"ports":[{"port":14070,"endPort":14111}] }] }""")];

        Assert.Empty(Flown.Found(Flown.Good with { Policies = policies }));
    }

    [Fact]
    public void PolicyThatClosesOurOwnPorts_IsAnError() => Assert.Equal(
        2, Flown.Found(Flown.Good with { Policies = [Flown.Policy("""{"podSelector":{} }""", "canarymesh-system")] }).Count(each => each.Level is FindingLevel.Error));

    [Fact]
    public void FlaggerThatRuns_AndItsDefinitionAndCare_AreTold()
    {
        var facts = Flown.Good with
        {
            Deployments = [.. Flown.Good.Deployments, Adoption.Left.Controller(1), Adoption.Left.Primary(1, 1)],
            Canaries = [Adoption.Left.Canary],
            Definitions = [Flown.Parse("""{"metadata":{"name":"canaries.flagger.app"},"spec":{"versions":[{"schema":{} }] } }""")],
        };

        Assert.Equal(
            ["customresourcedefinition canaries.flagger.app", "deployment flagger-system/flagger", "canary shop/api"], Flown.Found(facts).Select(each => each.Object));
    }

    [Fact]
    public void WhatMayNotBeRead_IsANote() => Holds(Flown.Good with { Unread = ["nodes"] }, "Note", "nodes", "could not be read");

    [Fact]
    public void ShippedRights_AreThoseOfTheManifests()
    {
        var rights = ShippedRights.Of("here");

        Assert.Contains(new Right("here/canarymesh-analyzer", "patch", "flagger.app", "canaries/status"), rights);
        Assert.Contains(new Right("here/canarymesh-webhook", "create", "authorization.k8s.io", "subjectaccessreviews"), rights);
        Assert.Contains(rights, right => right is { Resource: "leases", Namespace: "here" });
        Assert.Contains(rights, right => right.Name == "canarymesh-ca");
    }

    [Theory]
    [InlineData("rights/analyzer/watched/rbac", new[] { "a", "b" }, new[] { "a", "b" })]
    [InlineData("rights/analyzer/watched/rbac", new string[0], new[] { "" })]
    [InlineData("rights/analyzer/own/rbac", new[] { "a", "b" }, new[] { "" })]
    public void ShippedRights_OfALimitedInstallation_AreAskedForInItsNamespaces(string resource, string[] namespaces, string[] asked) =>
        Assert.Equal(asked, ShippedRights.Limited([new Right("here/x", "get", "", "pods")], resource, namespaces).Select(each => each.Namespace));

    private static void Holds(PreflightFacts facts, string level, string thing, string seen) => Assert.Contains(
        Flown.Found(facts), each => $"{each.Level}" == level && each.Object.StartsWith(thing, StringComparison.Ordinal) && each.Seen.Contains(seen, StringComparison.Ordinal) && each.Do.Length > 0);
}

using CanaryMesh.Api.Names;
using CanaryMesh.Webhook.Configuration;
using YamlDotNet.RepresentationModel;

namespace CanaryMesh.Webhook.Tests;

public sealed class ManifestTests
{
    private static readonly string[] Entries = ["inject", "onboard", "hold", "steer", "sign", "check", "seal"];

    [Fact]
    public void Configurations_NameEveryEntryOnceAndCarryNoBundle()
    {
        var webhooks = Documents("base/admission").SelectMany(document => Items(document, "webhooks")).ToList();

        Assert.Equal(Entries.Order(), webhooks.Select(webhook => Text(webhook, "name").Replace(".canary.footanalytics.io", "", StringComparison.Ordinal)).Order());
        foreach (var webhook in webhooks)
        {
            var client = (YamlMappingNode)webhook["clientConfig"];
            var service = (YamlMappingNode)client["service"];
            Assert.False(client.Children.ContainsKey("caBundle"));
            Assert.Equal(Text(webhook, "name"), Text(service, "path").TrimStart('/') + ".canary.footanalytics.io");
            Assert.Equal((Installation.Webhook, Installation.Namespace), (Text(service, "name"), Text(service, "namespace")));
        }
    }

    [Fact]
    public void Configurations_AreNamedForTheirOrder() => Assert.Equal(
        [Installation.EarlyConfiguration, Installation.EarlyConfiguration, Installation.LateConfiguration],
        Documents("base/admission").Where(document => document.Children.ContainsKey("webhooks")).Select(Name).Order());

    [Theory]
    [InlineData("inject", "Ignore", "3")]
    [InlineData("onboard", "Ignore", "5")]
    [InlineData("hold", "Fail", "5")]
    [InlineData("steer", "Ignore", "3")]
    [InlineData("sign", "Ignore", "3")]
    [InlineData("check", "Fail", "5")]
    [InlineData("seal", "Fail", "5")]
    public void Configurations_FailAsTheDesignSays(string entry, string policy, string timeout)
    {
        var webhook = Documents("base/admission").SelectMany(document => Items(document, "webhooks"))
            .Single(each => Text(each, "name").StartsWith(entry + ".", StringComparison.Ordinal));

        Assert.Equal((policy, timeout), (Text(webhook, "failurePolicy"), Text(webhook, "timeoutSeconds")));
    }

    // Only the names of maps and lists that may be absent are guarded by has(): an absent key is an error, and an error of hold refuses.
    [Fact]
    public void Conditions_GuardEveryAnnotation()
    {
        var expressions = Documents("base/admission").SelectMany(document => Items(document, "webhooks"))
            .Where(webhook => webhook.Children.ContainsKey("matchConditions"))
            .SelectMany(webhook => Items(webhook, "matchConditions")).Select(condition => Text(condition, "expression"));

        foreach (var expression in expressions.Where(text => text.Contains("metadata.annotations", StringComparison.Ordinal)))
        {
            foreach (var side in new[] { "object", "oldObject" }.Where(side => expression.Contains($"in {side}.metadata.annotations", StringComparison.Ordinal)))
            {
                Assert.Contains($"has({side}.metadata.annotations)", expression, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Settings_OfBaseAndOverlay_AreAccepted()
    {
        var values = Values("base/settings.yaml");
        Assert.NotNull(SettingsReader.Read(values, out _));
        foreach (var (key, value) in Values("overlays/embedded/settings.yaml"))
        {
            Assert.True(values.ContainsKey(key), key);
            values[key] = value;
        }

        Assert.NotNull(SettingsReader.Read(values, out _));
    }

    [Fact]
    public void Roles_ReachSecretsByNameAndOnlyBesideThem()
    {
        var documents = Documents("base/analyzer").Concat(Documents("base/webhook")).ToList();

        // Credentials of metric sources lie beside the objects that name them: they are got by that name, never listed or watched.
        var everywhere = Assert.Single(Rules("ClusterRole"), rule => Names(rule, "resources").Contains("secrets"));
        Assert.Equal(["secrets", "get", "create"], Names(everywhere, "resources").Concat(Names(everywhere, "verbs")));
        Assert.DoesNotContain(Documents("base/webhook").Where(each => Text(each, "kind") == "ClusterRole").SelectMany(each => Items(each, "rules")), rule => Names(rule, "resources").Contains("secrets"));
        Assert.All(
            Rules("Role").Where(rule => Names(rule, "resources").Contains("secrets")),
            rule => Assert.Contains(
                string.Join(',', Names(rule, "resourceNames")) + " " + string.Join(',', Names(rule, "verbs")),
                new[] { $"{Installation.CaSecret} get,update", $"{Installation.CaSecret} update", $"{Installation.CaSecret},{Installation.PinKeySecret},canarymesh-alerts get", " create" }));

        IEnumerable<YamlMappingNode> Rules(string kind) => documents.Where(each => Text(each, "kind") == kind).SelectMany(each => Items(each, "rules"));
    }

    // The rest is a Role where an installation is limited to some namespaces, and there a rule for what is in none says nothing.
    [Fact]
    public void Roles_OfTheCluster_AreForWhatIsInNoNamespace()
    {
        string[] without = ["nodes", "tokenreviews", "subjectaccessreviews", "mutatingwebhookconfigurations", "validatingwebhookconfigurations", "namespaces", "customresourcedefinitions"];
        var roles = Documents("base").Where(each => Text(each, "kind") == "ClusterRole").ToDictionary(Name, each => Items(each, "rules").SelectMany(rule => Names(rule, "resources")).ToList());

        Assert.Equal(["canarymesh-analyzer", "canarymesh-analyzer-cluster", "canarymesh-webhook", "canarymesh-webhook-cluster"], roles.Keys.Order(StringComparer.Ordinal));
        Assert.All(roles.Where(each => each.Key.EndsWith("-cluster", StringComparison.Ordinal)), each => Assert.Empty(each.Value.Except(without)));
        Assert.All(roles.Where(each => !each.Key.EndsWith("-cluster", StringComparison.Ordinal)), each => Assert.Empty(each.Value.Intersect(without)));
    }

    // Written whole under the version that was read, so never patched; one that was made goes with its Canary.
    [Theory]
    [InlineData("networking.istio.io", "virtualservices destinationrules")]
    [InlineData("gateway.networking.k8s.io", "httproutes")]
    public void Roles_OfAMesh_AreTheAnalyzersAndForTheKindsThatItWrites(string group, string kinds)
    {
        var rule = Assert.Single(Rules("base/analyzer"), rule => Names(rule, "apiGroups").Contains(group));

        Assert.Equal([group], Names(rule, "apiGroups"));
        Assert.Equal(kinds.Split(' '), Names(rule, "resources"));
        Assert.Equal(["list", "watch", "create", "update", "delete"], Names(rule, "verbs"));
        Assert.DoesNotContain(Rules("base/webhook"), rule => Names(rule, "apiGroups").Contains(group) || Names(rule, "apiGroups").Contains("*"));

        IEnumerable<YamlMappingNode> Rules(string folder) => Documents(folder).SelectMany(each => Items(each, "rules"));
    }

    private static IEnumerable<string> Names(YamlMappingNode rule, string key) =>
        rule.Children.TryGetValue(key, out var list) ? ((YamlSequenceNode)list).Select(Scalar) : [];

    private static Dictionary<string, string> Values(string file) =>
        ((YamlMappingNode)Documents(file).Single()["data"]).Children.ToDictionary(pair => Scalar(pair.Key), pair => Scalar(pair.Value));

    private static List<YamlMappingNode> Documents(string path)
    {
        var whole = Path.Combine(AppContext.BaseDirectory, "manifests", path);
        var files = File.Exists(whole) ? [whole] : Directory.GetFiles(whole, "*.yaml", SearchOption.AllDirectories);
        return [.. files.Where(file => Path.GetFileName(file) != "kustomization.yaml").SelectMany(Load)];
    }

    private static List<YamlMappingNode> Load(string file)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(file);
        stream.Load(reader);
        return [.. stream.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }

    private static IEnumerable<YamlMappingNode> Items(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var list) ? ((YamlSequenceNode)list).Cast<YamlMappingNode>() : [];

    private static string Name(YamlMappingNode document) => Text((YamlMappingNode)document["metadata"], "name");

    private static string Text(YamlMappingNode node, string key) => Scalar(node[key]);

    private static string Scalar(YamlNode node) => ((YamlScalarNode)node).Value ?? "";
}

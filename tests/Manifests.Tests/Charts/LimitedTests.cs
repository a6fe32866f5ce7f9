using System.Text.RegularExpressions;

namespace CanaryMesh.Manifests.Tests.Charts;

/// <summary>An installation for some namespaces.</summary>
public sealed partial class LimitedTests
{
    [Fact]
    public async Task Namespace_OfFlaggersChart_IsOneOfThoseThatAreWatched()
    {
        Assert.Equal(await RenderAsync("watchNamespaces={shop}"), await RenderAsync("namespace=shop"));
        Assert.Equal(await RenderAsync("watchNamespaces={billing,shop}"), await RenderAsync("namespace=shop,watchNamespaces={billing}"));
    }

    [Fact]
    public async Task WatchNamespaces_LeaveNoRightElsewhereButToWhatIsInNone()
    {
        var limited = await RenderAsync("watchNamespaces={shop,billing}");

        Assert.Equal(["canarymesh-analyzer-cluster", "canarymesh-uninstall", "canarymesh-webhook-cluster"], Bound("ClusterRoleBinding", limited));
        Assert.Equal(["canarymesh-analyzer", "canarymesh-analyzer-cluster", "canarymesh-uninstall", "canarymesh-webhook", "canarymesh-webhook-cluster"], Bound("ClusterRoleBinding", await RenderAsync("logLevel=info")));
        Assert.Equal(7, Bound("RoleBinding", limited).Count);
        Assert.DoesNotContain("operator: NotIn", limited[limited.IndexOf("kind: MutatingWebhookConfiguration", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal(7, Selector().Count(limited));
        Assert.Equal(8, Selector().Count(await RenderAsync("watchNamespaces={shop,billing},admission.policy=true")));
    }

    [Theory]
    [InlineData("logLevel=info", "canarymesh-alerts")]
    [InlineData("slack.url=https://hooks.example/1", "canarymesh-alerts")]
    [InlineData("msteams.secretName=room", "room")]
    public async Task SecretOfTheRoom_IsReadByItsName(string values, string secret)
    {
        var limited = await RenderAsync($"{values},watchNamespaces={{shop}}");

        Assert.Contains($"resourceNames: [canarymesh-ca, canarymesh-pin-key, {secret}]", limited, StringComparison.Ordinal);
        Assert.DoesNotContain("canarymesh-analyzer-own", await RenderAsync(values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxies_AreScrapedInTheWatchedNamespaces()
    {
        Assert.Contains("namespaceSelector:\n    any: true\n", await RenderAsync("podMonitor.enabled=true"), StringComparison.Ordinal);

        var limited = await RenderAsync("podMonitor.enabled=true,watchNamespaces={shop}");

        Assert.Contains("namespaceSelector:\n    matchNames:\n    - shop\n", limited, StringComparison.Ordinal);
        Assert.Single(limited.Split("matchNames:").Skip(1));
    }

    [Theory]
    [InlineData("kube-system")]
    [InlineData("canarymesh-system")]
    public async Task NamespaceThatAdmissionLeavesOut_IsRefused(string name)
    {
        var result = await Chart.CanaryMesh.RunAsync("template", "--set", $"watchNamespaces={{{name}}}");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains($"admission leaves out {name}: no Deployment in it can be managed", result.Errors, StringComparison.Ordinal);
    }

    private static Task<string> RenderAsync(string values) => Chart.CanaryMesh.RenderAsync("--set", values);

    private static List<string> Bound(string kind, string rendered) =>
    [
        .. rendered.Split("\n---\n").Where(each => Regex.IsMatch(each, $"^kind: {kind}$", RegexOptions.Multiline))
            .Select(each => Regex.Match(each, "^  name: (\\S+)$", RegexOptions.Multiline).Groups[1].Value).Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex("operator: In\\s+values:\\s+- billing\\s+- shop")]
    private static partial Regex Selector();
}

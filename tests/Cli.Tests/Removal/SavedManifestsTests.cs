using CanaryMesh.Cli.Removal;

namespace CanaryMesh.Cli.Tests.Removal;

public sealed class SavedManifestsTests
{
    [Fact]
    public void Text_ThatIsShown_HasNoQueryStringsAndIsElseTheSame()
    {
        var canary = Things.Canary("web");
        canary["spec"]!["url"] = "http://hooks.test/go?token=s3cret&room=7";
        canary["spec"]!["query"] = "sum(rate(a[1m])) > bool 1 ? no : yes";
        var text = SavedManifests.Of([canary], []);

        Assert.Equal(text.Replace("?token=s3cret\\u0026room=7", "", StringComparison.Ordinal), SavedManifests.WithoutQueries(text));
        Assert.DoesNotContain("s3cret", SavedManifests.WithoutQueries(text), StringComparison.Ordinal);
    }
}

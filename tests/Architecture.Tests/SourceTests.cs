using CanaryMesh.Architecture.Tests.Tree;

namespace CanaryMesh.Architecture.Tests;

public class SourceTests
{
    [Fact]
    public void Files_AreAllSmall() => AssertNone(Repository.Sources.SelectMany(SourceRules.Size));

    [Fact]
    public void ProductTypes_HaveNamesThatSaySomething() => AssertNone(Repository.Product.SelectMany(SourceRules.TypeNames));

    [Fact]
    public void KubernetesClient_StopsAtItsFolder() => AssertNone(Repository.Product.SelectMany(SourceRules.KubernetesClient));

    [Fact]
    public void Yarp_StopsAtForwardingAndRouting() => AssertNone(Repository.Product.SelectMany(SourceRules.Yarp));

    [Fact]
    public void Product_HasNoBannedWords() => AssertNone(Repository.Product.SelectMany(SourceRules.Words));

    [Fact]
    public void Walk_FindsProductAndTests()
    {
        Assert.Contains(Repository.Product, file => file.Path is "api/Templates/TemplateHash.cs");
        Assert.Contains(Repository.Sources, file => file.Path is "tests/Architecture.Tests/SourceTests.cs");
        Assert.DoesNotContain(Repository.Product, file => file.Path.StartsWith("tests/", StringComparison.Ordinal));
        Assert.DoesNotContain(Repository.Sources, file => file.Folders.Contains("obj"));
    }

    // Names every fault: what Assert.Empty shows of a list is cut short.
    private static void AssertNone(IEnumerable<string> faults)
    {
        var text = string.Join('\n', faults);
        Assert.True(text.Length is 0, text);
    }
}

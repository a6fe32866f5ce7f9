using System.Text.RegularExpressions;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Api.Tests.Names;

public sealed partial class SideNamesTests
{
    [Theory]
    [InlineData("web", "web-primary")]
    [InlineData("api-gateway-2", "api-gateway-2-primary")]
    public void Service_OfAPlainName_IsThatNameAndTheSide(string target, string expected) =>
        Assert.Equal(expected, SideNames.Service(target, AnnotationNames.Primary));

    public static TheoryData<string> Odd =>
    [
        "web.v2", "web.v-2", "9web", "9.web", "1", new('n', 55), new('n', 56), new('n', 63), new('n', 242), new string('n', 46) + "-.-" + new string('m', 14),
        new string('9', 63), "a." + new string('b', 60),
    ];

    [Theory]
    [MemberData(nameof(Odd))]
    public void Service_OfAnyTarget_IsALegalNameOfItsSide(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var names = new[] { AnnotationNames.Primary, AnnotationNames.Canary }.Select(track => SideNames.Service(target, track)).ToList();

        Assert.Equal(2, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches(Dns1035(), name));
        Assert.EndsWith("-primary", names[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web.v2", "web-v2")]
    [InlineData("9web", "s-9web")]
    [InlineData("9web", "9.web")]
    public void Service_OfTwoTargets_IsTwoNames(string one, string other) =>
        Assert.NotEqual(SideNames.Service(one, AnnotationNames.Canary), SideNames.Service(other, AnnotationNames.Canary));

    [Theory]
    [InlineData(56, false)]
    [InlineData(57, true)]
    [InlineData(63, true)]
    public void Label_OfLongValues_EndsAtSixtyThree(int length, bool shortened)
    {
        var value = new string('n', length);

        var label = SideNames.Label(value, "-canary");

        Assert.True(label.Length <= 63);
        Assert.EndsWith("-canary", label, StringComparison.Ordinal);
        Assert.Equal(!shortened, label == value + "-canary");
    }

    [Fact]
    public void Label_OfTwoLongValues_IsTwo() =>
        Assert.NotEqual(SideNames.Label(new string('n', 62) + "a", "-canary"), SideNames.Label(new string('n', 62) + "b", "-canary"));

    [Fact]
    public void Label_CutAtADash_DoesNotDoubleIt()
    {
        var label = SideNames.Label(new string('n', 46) + "-.-" + new string('m', 14), "-canary");

        Assert.DoesNotContain("--", label, StringComparison.Ordinal);
        Assert.DoesNotContain(".-", label, StringComparison.Ordinal);
    }

    [Fact]
    public void Label_OfAnEmptyValue_IsLegal() => Assert.Equal("canary", SideNames.Label("", "-canary"));

    [Theory]
    [InlineData(10, 17)]
    [InlineData(235, 242)]
    [InlineData(242, 242)]
    public void Copy_LeavesRoomForItsReplicaSets(int length, int expected) => Assert.Equal(expected, SideNames.Copy(new string('n', length)).Length);

    [GeneratedRegex("^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$")]
    private static partial Regex Dns1035();
}

using CanaryMesh.Api.Values;

namespace CanaryMesh.Api.Tests.Values;

public class LanePatternTests
{
    [Theory]
    [InlineData("a+", "aaa", true)]
    [InlineData("a+", "baaa", false)]
    [InlineData("a|b", "ab", false)]
    [InlineData("(?i)TRUE", "true", true)]
    [InlineData("^(.*?;)?(type=insider)(;.*)?$", "a=b;type=insider;c=d", true)]
    [InlineData("[0-9]{1,3}", "1234", false)]
    public void Compile_OfWhatBothUnderstand_MatchesTheWholeText(string pattern, string text, bool matches) =>
        Assert.Equal(matches, LanePattern.Compile(pattern)!.IsMatch(text));

    [Theory]
    [InlineData("")]
    [InlineData("(")]
    [InlineData("a)(b")]
    [InlineData("(?=a)b")]
    [InlineData("(?<!a)b")]
    [InlineData(@"(a)\1")]
    [InlineData("(?P<name>a)")]
    [InlineData("a{201}")]
    [InlineData("((a{20}){20}){20}")]
    [InlineData("(a{2,}){9999999}")]
    public void Compile_OfWhatOneDoesNotOrWhatIsTooLarge_IsRefused(string pattern) => Assert.Null(LanePattern.Compile(pattern));

    [Fact]
    public void Compile_OfAnEvilExpression_TakesNoLonger()
    {
        var pattern = LanePattern.Compile("(a*)*b")!;

        Assert.DoesNotMatch(pattern, new string('a', 20_000));
    }
}

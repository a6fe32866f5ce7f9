using CanaryMesh.LoadTester.Tasks;

namespace CanaryMesh.LoadTester.Tests.Tasks;

public class PlainWordsTests
{
    [Theory]
    [InlineData("hey -z 2m  http://web/?a=1", "hey|-z|2m|http://web/?a=1")]
    [InlineData("hey -H 'X-A: $1; b' \"http://web/a&b\"", "hey|-H|X-A: $1; b|http://web/a&b")]
    [InlineData("hey -d ''", "hey|-d|")]
    [InlineData("a'b'\"c\"", "abc")]
    public void Words_OfAPlainLine_AreTheShells(string line, string words) => Assert.Equal(words.Split('|'), PlainWords.Split(line));

    [Theory]
    [InlineData("hey http://web/ && rm -r /")]
    [InlineData("hey $(id)")]
    [InlineData("hey \"$HOME\"")]
    [InlineData("hey http://web/ | cat")]
    [InlineData("hey > file")]
    [InlineData("hey 'open")]
    [InlineData("hey\nid")]
    public void Words_OfALineForAShell_AreNone(string line) => Assert.Null(PlainWords.Split(line));
}

using System.Text;
using CanaryMesh.LoadTester.Commands;

namespace CanaryMesh.LoadTester.Tests.Commands;

public class OutputTailTests
{
    [Fact]
    public void Tail_OfLittle_IsAll()
    {
        var tail = new OutputTail(8);

        tail.Add("abc"u8);
        tail.Add("de"u8);

        Assert.Equal("abcde", tail.ToString());
    }

    [Theory]
    [InlineData("[2 bytes left out]\ncdef", "abcdef")]
    [InlineData("[2 bytes left out]\ncdef", "abc", "def")]
    [InlineData("[5 bytes left out]\nfghi", "a", "bcdefghi")]
    [InlineData("[4 bytes left out]\nefgh", "ab", "cd", "ef", "gh")]
    [InlineData("abcd", "ab", "", "cd")]
    public void Tail_OfMuch_IsTheEnd(string end, params string[] parts)
    {
        var tail = new OutputTail(4);

        foreach (var part in parts)
        {
            tail.Add(Encoding.UTF8.GetBytes(part));
        }

        Assert.Equal(end, tail.ToString());
    }
}

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

    [Fact]
    public void Tail_OfMuch_IsTheEnd()
    {
        var tail = new OutputTail(4);

        tail.Add("abcdef"u8);

        Assert.Equal("[2 bytes left out]\ncdef", tail.ToString());
    }
}

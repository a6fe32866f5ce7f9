namespace CanaryMesh.Proxy.Tests;

public class EventThreadsTests
{
    [Theory]
    [InlineData(1, "1")]
    [InlineData(2, "1")]
    [InlineData(3, "2")]
    [InlineData(64, "2")]
    public void Prefer_NothingGiven_RunsInlineOnFewThreads(int processors, string threads)
    {
        var set = new Dictionary<string, string>();

        EventThreads.Prefer(processors, _ => null, set.Add);

        Assert.Equal("1", set[EventThreads.InlineCompletions]);
        Assert.Equal(threads, set[EventThreads.ThreadCount]);
    }

    [Fact]
    public void Prefer_Given_IsLeftAsItIs()
    {
        var set = new Dictionary<string, string>();

        EventThreads.Prefer(2, _ => "4", set.Add);

        Assert.Empty(set);
    }
}

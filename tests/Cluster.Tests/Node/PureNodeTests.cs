using CanaryMesh.Cluster.Network;
using CanaryMesh.Cluster.Node;
using k8s.Models;

namespace CanaryMesh.Cluster.Tests.Node;

public sealed class PureNodeTests
{
    [Theory]
    [InlineData("$(A)-$(B)", "1-$(B)")]
    [InlineData("$$(A)$$", "$(A)$")]
    [InlineData("plain", "plain")]
    public void Expand_KnownNamesOnly(string text, string expected) =>
        Assert.Equal(expected, VariableExpansion.Expand(text, new Dictionary<string, string> { ["A"] = "1" }));

    [Theory]
    [InlineData("golden/pause:*", "golden/pause:1", true)]
    [InlineData("*/app:*", "registry/team/app:v1", true)]
    [InlineData("app:?", "app:12", false)]
    [InlineData("app:[!a]", "app:b", true)]
    public void Glob_FitsTheWholeName(string pattern, string text, bool fits) => Assert.Equal(fits, GlobPattern.Matches(pattern, text));

    [Fact]
    public void CrashDelay_IsNothingThenDoublesUpToTheLimit()
    {
        var delay = new CrashDelay(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5));

        double[] waits = [.. Enumerable.Range(0, 5).Select(_ => delay.Next(TimeSpan.Zero).TotalSeconds)];

        Assert.Equal([0, 2, 4, 5, 5], waits);
        Assert.Equal(TimeSpan.Zero, delay.Next(TimeSpan.FromSeconds(11)));
    }

    [Fact]
    public void ContainerCommand_ReplacesEntrypointAndCmd()
    {
        var rule = new ImageRule { Entrypoint = ["e"], Cmd = ["c"], Commands = new Dictionary<string, IReadOnlyList<string>> { ["/proxy"] = ["dotnet", "p.dll"] } };
        string[] Resolve(V1Container container) => [.. ContainerCommand.Resolve(container, rule, new Dictionary<string, string>(), text => text)];

        Assert.Equal(["e", "c"], Resolve(new V1Container()));
        Assert.Equal(["e", "a"], Resolve(new V1Container { Args = ["a"] }));
        Assert.Equal(["x"], Resolve(new V1Container { Command = ["x"] }));
        Assert.Equal(["dotnet", "p.dll", "y", "a"], Resolve(new V1Container { Command = ["/proxy", "y"], Args = ["a"] }));
    }

    [Fact]
    public void Submounts_AreTheTopmostBesideTheSystemsOwn()
    {
        string[] table =
        [
            "1 0 8:1 / / rw - ext4 d rw", "2 1 0:5 / /proc rw - proc p rw", "3 1 0:6 / /dev/shm rw - tmpfs t rw", "4 1 8:2 / /home rw - ext4 h rw",
            "5 4 8:3 / /home/own rw - ext4 o rw", "6 1 8:4 / /homes rw - ext4 q rw", "7 1 0:7 / /run rw - tmpfs r rw",
        ];

        Assert.Equal(["/home", "/homes"], MountTable.Submounts(table));
    }

    [Fact]
    public void Tail_CountsLines()
    {
        Assert.Equal(4, NodeLogs.TailStart("one\ntwo\n"u8, 1));
        Assert.Equal(0, NodeLogs.TailStart("one\ntwo\n"u8, 5));
        Assert.Equal(4, NodeLogs.TailStart("one\ntwo"u8, 1));
        Assert.Equal(8, NodeLogs.TailStart("one\ntwo\n"u8, 0));
    }

    [Fact]
    public void Address_Returned_Rests()
    {
        var time = new FixedTime();
        var pool = new AddressPool(new LoopbackRange(99), TimeSpan.FromSeconds(30), time);
        var first = pool.Take();
        pool.Return(first);

        Assert.True(pool.TryTake(first));
        pool.Return(first);
        HashSet<System.Net.IPAddress> taken = [.. Enumerable.Range(0, LoopbackRange.Size - 2).Select(_ => pool.Take())];
        Assert.DoesNotContain(first, taken);
        time.Now += TimeSpan.FromSeconds(31);

        Assert.Equal(first, pool.Take());
    }

    private sealed class FixedTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

using CanaryMesh.Cluster.Controllers.Running;

namespace CanaryMesh.Cluster.Tests.Controllers;

public sealed class WorkQueueTests
{
    [Fact]
    public async Task Add_OfAWaitingKey_HandsItOutOnce()
    {
        using var queue = new WorkQueue<string>(TimeProvider.System);
        queue.Add("a");
        queue.Add("a");

        Assert.Equal("a", await queue.TakeAsync(default));
        Assert.False(queue.TakeAsync(default).IsCompleted);
    }

    [Fact]
    public async Task Add_OfAKeyAtWork_HandsItOutAgainOnlyWhenDone()
    {
        using var queue = new WorkQueue<string>(TimeProvider.System);
        queue.Add("a");
        await queue.TakeAsync(default);
        queue.Add("a");
        var next = queue.TakeAsync(default);
        Assert.False(next.IsCompleted);

        queue.Done("a");

        Assert.Equal("a", await next.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task AddAfter_OfSeveralTimes_TakesTheEarliest()
    {
        using var queue = new WorkQueue<string>(TimeProvider.System);
        queue.AddAfter("a", TimeSpan.FromHours(1));
        queue.AddAfter("a", TimeSpan.FromMilliseconds(1));
        queue.AddAfter("a", TimeSpan.FromHours(2));

        Assert.Equal("a", await queue.TakeAsync(default).WaitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Failed_ComesBackByItself()
    {
        using var queue = new WorkQueue<string>(TimeProvider.System);
        queue.Add("a");
        await queue.TakeAsync(default);
        queue.Failed("a");
        queue.Done("a");

        Assert.Equal("a", await queue.TakeAsync(default).WaitAsync(TimeSpan.FromSeconds(5)));
    }
}

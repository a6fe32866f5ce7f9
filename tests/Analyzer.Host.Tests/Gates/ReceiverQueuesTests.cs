using CanaryMesh.Analyzer.Gates;

namespace CanaryMesh.Analyzer.Host.Tests.Gates;

public sealed class ReceiverQueuesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ReceiverQueues _queues = new();

    [Fact]
    public async Task Notices_OfOneReceiver_ComeInOrderAlsoAfterOneThatFails()
    {
        var heard = new List<int>();
        var all = new TaskCompletionSource();
        for (var notice = 0; notice < 20; notice++)
        {
            var number = notice;
            Assert.True(_queues.Tell("a", async _ =>
            {
                await Task.Yield();
                heard.Add(number);
                if (number == 3)
                {
                    throw new InvalidOperationException();
                }

                if (number == 19)
                {
                    all.SetResult();
                }
            }));
        }

        await all.Task.WaitAsync(Patience);
        Assert.Equal(Enumerable.Range(0, 20), heard);
    }

    [Fact]
    public async Task Receiver_ThatIsSlow_LosesTheNewestAndDelaysNobodyElse()
    {
        var slow = new TaskCompletionSource();
        var other = new TaskCompletionSource();
        var taken = Enumerable.Range(0, 100).Count(_ => _queues.Tell("slow", _ => slow.Task));
        Assert.True(_queues.Tell("other", _ =>
        {
            other.SetResult();
            return Task.CompletedTask;
        }));

        await other.Task.WaitAsync(Patience);
        Assert.InRange(taken, 64, 66);
        slow.SetResult();
    }
}

using System.Threading.Channels;
using CanaryMesh.Api.Control;

namespace CanaryMesh.Proxy.Control;

/// <summary>What is to be said next: answers in order, and the wish for a report, which does not add up.</summary>
internal sealed class ControlOutbox
{
    private const int MostAnswers = 64;

    private readonly Channel<ProxyMessage> _answers = Channel.CreateBounded<ProxyMessage>(
        new BoundedChannelOptions(MostAnswers) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly Channel<bool> _wishes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Answer(ProxyMessage message)
    {
        _answers.Writer.TryWrite(message);
        AskForReport();
    }

    public void AskForReport() => _wishes.Writer.TryWrite(true);

    public bool TryTakeAnswer(out ProxyMessage? message) => _answers.Reader.TryRead(out message);

    /// <summary>Returns when a report is wished for, or after the interval.</summary>
    public async Task WaitAsync(TimeSpan interval, TimeProvider time, CancellationToken cancellationToken)
    {
        using var due = new CancellationTokenSource(interval, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, cancellationToken);
        try
        {
            await _wishes.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return;
        }
    }
}

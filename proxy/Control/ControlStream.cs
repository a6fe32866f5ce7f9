using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Routing;
using Grpc.Core;

namespace CanaryMesh.Proxy.Control;

/// <summary>One stream from hello to its end.</summary>
internal sealed class ControlStream(
    AsyncDuplexStreamingCall<ProxyMessage, AnalyzerMessage> call,
    PolicyHolder policies,
    ControlOutbox outbox,
    ReportBuilder reports,
    ControlLog log,
    TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Whether the other end has said anything yet.</summary>
    public bool Heard { get; private set; }

    /// <summary>Runs until either end is done; true if the analyzer said goodbye or closed in good order.</summary>
    public async Task RunAsync(Hello hello, CancellationToken stop, CancellationToken cancellationToken)
    {
        await call.RequestStream.WriteAsync(new ProxyMessage { Hello = hello }, cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var writing = CancellationTokenSource.CreateLinkedTokenSource(stop, ended.Token);
        var reading = ReadAsync(ended.Token);
        var written = WriteAsync(writing.Token, cancellationToken);
        if (await Task.WhenAny(reading, written) == reading)
        {
            await writing.CancelAsync();
            await reading;
            await written;
        }
        else
        {
            ended.CancelAfter(TimeSpan.FromSeconds(2));
            await written;
            await reading;
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
            if (!Heard)
            {
                Heard = true;
                log.Connected();
            }

            switch (call.ResponseStream.Current.BodyCase)
            {
                case AnalyzerMessage.BodyOneofCase.Policy:
                    Take(call.ResponseStream.Current.Policy);
                    break;
                case AnalyzerMessage.BodyOneofCase.Bye:
                    log.Bye(call.ResponseStream.Current.Bye.Reason);
                    return;
                case AnalyzerMessage.BodyOneofCase.None:
                    break;
            }
        }
    }

    private void Take(Policy policy)
    {
        var answer = policies.Offer(policy);
        var id = policy.Id ?? new PolicyId();
        if (answer.Verdict == PolicyVerdict.Refused)
        {
            log.PolicyRefused(id.Term, id.Revision, answer.Reason);
            outbox.Answer(new ProxyMessage { Refused = new PolicyRefused { Id = id, Reason = answer.Reason } });
            return;
        }

        var weight = policies.Current.EffectiveWeight;
        if (answer.Verdict == PolicyVerdict.Applied)
        {
            log.PolicyApplied(id.Term, id.Revision, weight, policy.CanaryEndpoints.Count);
        }

        outbox.Answer(new ProxyMessage { Applied = new PolicyApplied { Id = id, EffectiveWeight = weight } });
    }

    /// <summary>Until told to stop; then one last report and the end of our half.</summary>
    private async Task WriteAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        while (!stop.IsCancellationRequested)
        {
            while (outbox.TryTakeAnswer(out var message))
            {
                await call.RequestStream.WriteAsync(message!, cancellationToken);
            }

            await call.RequestStream.WriteAsync(new ProxyMessage { Report = reports.Build() }, cancellationToken);
            try
            {
                await outbox.WaitAsync(Interval(), time, stop);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await call.RequestStream.WriteAsync(new ProxyMessage { Report = reports.Build() }, cancellationToken);
        await call.RequestStream.CompleteAsync();
    }

    private TimeSpan Interval()
    {
        var asked = TimeSpan.FromMilliseconds(policies.Current.Policy.ReportIntervalMs);
        return asked == TimeSpan.Zero ? Quiet : TimeSpan.FromTicks(Math.Clamp(asked.Ticks, Shortest.Ticks, Longest.Ticks));
    }
}

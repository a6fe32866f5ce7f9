using CanaryMesh.Proxy.Forwarding;
using CanaryMesh.Proxy.Http1;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Mirroring;

/// <summary>Sends copies of requests to canaries and throws their answers away. Only what it saw is counted. A copy that finds too many
/// under way is not sent: users come first.</summary>
internal sealed class MirrorSender(BackendForwarder forwarder, TimeProvider time)
{
    public const int MostInFlight = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private int _inFlight;

    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>A copy that may be sent once the original is on its way; null if there is to be none.</summary>
    public MirrorCopy? Copy(Exchange exchange, SplitTable table)
    {
        var context = exchange.Context;
        var shape = RequestShape.Of(context);
        if (InFlight >= MostInFlight || !MirrorCopy.IsPossible(context, shape))
        {
            return null;
        }

        var count = table.Canaries.Length;
        if (WeightedPick.LessBusy(table.Canaries, Random.Shared.Next(count), Random.Shared.Next(count)) is not { } backend)
        {
            return null;
        }

        var bytes = new ByteBuilder(2048 + (int)(context.Request.ContentLength ?? 0));
        RequestHead.Write(bytes, context, backend, shape, isCopy: true);
        var copy = new MirrorCopy(backend, table.Kept!.Mirror, context.Request.Method, bytes, Send);
        exchange.Copy = shape.HasBody ? copy : null;
        return copy;
    }

    public void Send(MirrorCopy copy)
    {
        if (Interlocked.Increment(ref _inFlight) > MostInFlight)
        {
            Interlocked.Decrement(ref _inFlight);
            return;
        }

        _ = RunAsync(copy);
    }

    private async Task RunAsync(MirrorCopy copy)
    {
        var started = time.GetTimestamp();
        copy.Counter.Begin(drawn: false);
        copy.Backend.Enter();
        var outcome = Outcome.Reset;
        try
        {
            using var late = new CancellationTokenSource(Patience, time);
            outcome = await AskAsync(copy, late.Token);
        }
        finally
        {
            copy.Backend.Leave();
            copy.Counter.End(outcome, (long)time.GetElapsedTime(started).TotalMicroseconds);
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private async Task<Outcome> AskAsync(MirrorCopy copy, CancellationToken late)
    {
        var connection = copy.Backend.Pool.Take(safeToRepeat: false);
        while (true)
        {
            connection ??= await copy.Backend.Pool.ConnectAsync();
            if (connection is null)
            {
                return Outcome.ConnectError;
            }

            if (await TryAsync(copy, connection, late) is { } outcome)
            {
                return outcome;
            }

            connection = null;
        }
    }

    /// <summary>Null if a connection that had idled turned out dead.</summary>
    private async Task<Outcome?> TryAsync(MirrorCopy copy, UpstreamConnection connection, CancellationToken late)
    {
        var isReusable = false;
        var registration = late.UnsafeRegister(static connection => ((UpstreamConnection)connection!).Dispose(), connection);
        try
        {
            await connection.SendAsync(copy.Bytes);
            var answer = new MirrorAnswer(connection, copy.Method);
            var outcome = await answer.ReadAsync();
            isReusable = answer.KeepsAlive && !late.IsCancellationRequested;
            return outcome;
        }
        catch (Exception exception) when (UpstreamFault.Is(exception) || exception is InvalidOperationException)
        {
            return late.IsCancellationRequested ? Outcome.Timeout
                : connection is { IsReused: true, HasAnswer: false } ? null
                : Outcome.Reset;
        }
        finally
        {
            await registration.DisposeAsync();
            forwarder.Release(copy.Backend, connection, isReusable);
        }
    }
}

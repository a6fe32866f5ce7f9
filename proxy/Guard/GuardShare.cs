using CanaryMesh.Api.Evidence;
using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Guard;

/// <summary>Requests of a trial that were drawn with one weight. A good one costs a counter; a failed one of the canary is weighed at once.</summary>
internal sealed class GuardShare(GuardTrial trial, uint weight)
{
    private readonly double _share = weight / 100.0;
    private long _ended;
    private long _canaryFailed;
    private long _primaryFailed;
    private long _endedWeighed;
    private long _canaryWeighed;
    private long _primaryWeighed;

    public void End(bool onCanary, Outcome outcome) => End(onCanary, IsFailure(outcome));

    internal static bool IsFailure(Outcome outcome) => outcome switch
    {
        Outcome.ServerError or Outcome.ConnectError or Outcome.Reset or Outcome.Timeout => true,
        Outcome.Success or Outcome.ClientCancel => false,
        _ => false,
    };

    /// <summary>Adds what is new since the last time; under the trial's lock.</summary>
    public void Weigh(Evidence evidence)
    {
        // A request is counted as ended before it is counted as failed: read the other way round, no failure is without its request.
        var (canary, primary) = (Volatile.Read(ref _canaryFailed), Volatile.Read(ref _primaryFailed));
        var ended = Volatile.Read(ref _ended);
        var requests = ended - _endedWeighed;
        if (requests > 0)
        {
            evidence.Add(canary - _canaryWeighed, primary - _primaryWeighed, _share * requests, (1 - _share) * requests);
            (_canaryWeighed, _primaryWeighed, _endedWeighed) = (canary, primary, ended);
        }
    }

    /// <summary>What has been weighed so far; under the trial's lock.</summary>
    public (long Canary, long Primary, long Requests) Weighed => (_canaryWeighed, _primaryWeighed, _endedWeighed);

    private void End(bool onCanary, bool failed)
    {
        Interlocked.Increment(ref _ended);
        if (!failed)
        {
            return;
        }

        if (onCanary)
        {
            Interlocked.Increment(ref _canaryFailed);
            trial.Weigh();
        }
        else
        {
            Interlocked.Increment(ref _primaryFailed);
        }
    }
}

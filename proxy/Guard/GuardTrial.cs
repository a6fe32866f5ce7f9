using CanaryMesh.Api.Control;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Proxy.Guard;

/// <summary>Evidence of one version on trial here, over all weights at which requests were drawn. It is looked at when a canary request has
/// failed and at no other time, and ends with the alarm, which is raised once.</summary>
internal sealed class GuardTrial(string version, GuardTerms terms, Action<GuardTrial> ejected, TimeProvider time)
{
    // The parts of the stake halve every 32 minutes: what would enter later is nothing.
    private const int MostStarts = 1024;
    private static readonly TimeSpan RestartEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly GuardShare?[] _shares = new GuardShare?[100];
    private readonly double _needed = terms.LogNeeded;
    private readonly Evidence _evidence = new(StakeGrid.Harm, terms.Margin, Stake.Half);
    private readonly long _began = time.GetTimestamp();
    private FailedClients? _failedClients;
    private PolicyId _policy = new();
    private volatile GuardAlarm? _alarm;

    public string Version => version;

    /// <summary>Null while the version may get requests.</summary>
    public GuardAlarm? Alarm => _alarm;

    /// <summary>Only a policy with a larger one begins another trial of the version.</summary>
    public ulong Admission { get; init; }

    /// <summary>The policy in force from now on.</summary>
    public void Continue(PolicyId policy)
    {
        lock (_gate)
        {
            _policy = policy;
        }
    }

    /// <summary>What takes the outcomes of requests drawn with a weight, with the clients' hashes where keys keep clients on a side; null if
    /// such a weight leaves nothing to compare.</summary>
    public GuardWatch? Watch(uint weight, Func<HttpContext, ulong?>? client)
    {
        if (Share(weight) is not { } share)
        {
            return null;
        }

        lock (_gate)
        {
            return new GuardWatch(share, client, client is null ? null : _failedClients ??= new FailedClients());
        }
    }

    /// <summary>Null if such a weight leaves nothing to compare.</summary>
    public GuardShare? Share(uint weight)
    {
        if (weight is 0 or >= 100)
        {
            return null;
        }

        lock (_gate)
        {
            return _shares[weight] ??= new GuardShare(this, weight);
        }
    }

    /// <summary>To be called after each failed request of the canary.</summary>
    public void Weigh()
    {
        if (_alarm is null && TryRaise())
        {
            ejected(this);
        }
    }

    /// <summary>True for one caller alone.</summary>
    private bool TryRaise()
    {
        lock (_gate)
        {
            if (_alarm is not null || !IsWorse())
            {
                return false;
            }

            _alarm = MakeAlarm();
            return true;
        }
    }

    private bool IsWorse()
    {
        foreach (var share in _shares)
        {
            share?.Weigh(_evidence);
        }

        if (_evidence.LogValue >= _needed)
        {
            return true;
        }

        // Only now: a part that entered because of a failure must not have been bet on it.
        var due = Math.Min(MostStarts, 1 + (int)Math.Min(MostStarts, time.GetElapsedTime(_began) / RestartEvery));
        while (_evidence.Starts < due)
        {
            _evidence.Restart();
        }

        return false;
    }

    private GuardAlarm MakeAlarm()
    {
        var (canary, primary, requests) = (0L, 0L, 0L);
        foreach (var share in _shares)
        {
            var weighed = share?.Weighed ?? default;
            (canary, primary, requests) = (canary + weighed.Canary, primary + weighed.Primary, requests + weighed.Requests);
        }

        return new GuardAlarm(_policy.Term, _policy.Revision, version, Admission, canary, primary, requests, _evidence.LogValue, time.GetUtcNow());
    }
}

using CanaryMesh.Api.Control;

namespace CanaryMesh.Proxy.Guard;

/// <summary>Remembers over policies which version is watched, or was ejected. Policies come one at a time; failures come whenever they do.</summary>
internal sealed class CanaryGuard(GuardLog log, TimeProvider time)
{
    private volatile GuardTrial? _trial;

    /// <summary>Called once for each ejection, from the request that decided it.</summary>
    public Action? Ejected { get; set; }

    /// <summary>For as long as a version is kept out, whether it is on trial or not.</summary>
    public GuardAlarm? Alarm => _trial?.Alarm;

    /// <summary>What watches the version on trial under this policy, or keeps it out; null if nothing does. An empty version forgets no ejection:
    /// it may be a leader that has not looked around yet.</summary>
    public GuardTrial? Admit(Policy policy)
    {
        // Requests drawn before the guard was withdrawn may fail long after, because their canary is taken away.
        if (policy.Guard is null && _trial is { Alarm: null })
        {
            _trial = null;
        }

        if (policy.CanaryVersion.Length == 0)
        {
            return null;
        }

        if (_trial?.Version != policy.CanaryVersion)
        {
            _trial = null;
        }
        else if (policy.Guard?.Admission > _trial.Admission)
        {
            Forgive(_trial, policy.Id);
            _trial = null;
        }

        if (policy.Guard is { } settings)
        {
            _trial ??= new GuardTrial(policy.CanaryVersion, GuardTerms.Of(settings), Eject, time) { Admission = settings.Admission };
            _trial.Continue(policy.Id);
        }

        return _trial;
    }

    private void Forgive(GuardTrial trial, PolicyId by)
    {
        if (trial.Alarm is { } alarm)
        {
            log.Admitted(alarm.Version, by.Term, by.Revision);
        }
    }

    private void Eject(GuardTrial trial)
    {
        // Requests may still fail of a version that is not on trial any more, or whose guard was withdrawn.
        if (_trial == trial)
        {
            log.Ejected(trial.Alarm!);
            Ejected?.Invoke();
        }
    }
}

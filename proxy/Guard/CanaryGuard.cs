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

    /// <summary>What watches the version on trial under this policy; null if nothing does. An empty version forgets nothing: it may be a leader
    /// that has not looked around yet.</summary>
    public GuardTrial? Admit(Policy policy)
    {
        if (policy.CanaryVersion.Length == 0)
        {
            return null;
        }

        if (_trial?.Version != policy.CanaryVersion)
        {
            _trial = null;
        }
        else if (_trial.Alarm is { } alarm && policy.Guard?.Admission > alarm.Admission)
        {
            log.Admitted(alarm.Version, policy.Id.Term, policy.Id.Revision);
            _trial = null;
        }

        if (policy.Guard is { } settings)
        {
            _trial ??= new GuardTrial(policy.CanaryVersion, GuardTerms.Of(settings), Eject, time);
            _trial.Continue(policy.Id, settings.Admission);
        }

        return policy.Guard is not null || _trial?.Alarm is not null ? _trial : null;
    }

    private void Eject(GuardTrial trial)
    {
        // Requests of a version that is not on trial any more may still fail.
        if (_trial == trial)
        {
            log.Ejected(trial.Alarm!);
            Ejected?.Invoke();
        }
    }
}

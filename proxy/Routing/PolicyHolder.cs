using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Guard;

namespace CanaryMesh.Proxy.Routing;

/// <summary>The policy in force: one reference, read by every request, swapped by the control stream, and by the guard when it ejects.</summary>
internal sealed class PolicyHolder
{
    // The first faults tell what is wrong; a thousand bad addresses are one mistake.
    private const int MostFaults = 8;
    private readonly Lock _swapping = new();
    private readonly SnapshotBuilder _builder;
    private readonly string _ownTrack;
    private readonly CanaryGuard _guard;
    private volatile PolicySnapshot _current;

    public PolicyHolder(SnapshotBuilder builder, string ownTrack, CanaryGuard guard)
    {
        (_builder, _ownTrack, _guard) = (builder, ownTrack, guard);
        _current = builder.Build(new Policy(), null);
        guard.Ejected = Close;
    }

    public PolicySnapshot Current => _current;

    /// <summary>Why a version is kept out here whatever the policy says; null if none is.</summary>
    public GuardAlarm? Alarm => _guard.Alarm;

    /// <summary>Called when the canary has lost its share before its time.</summary>
    public Action? Closed { get; set; }

    public PolicyAnswer Offer(Policy policy)
    {
        lock (_swapping)
        {
            if (policy.Id is { Revision: > 0 } offered && !IsNewer(offered, _current.Policy.Id))
            {
                return new PolicyAnswer(IsSame(offered, _current.Policy.Id) ? PolicyVerdict.Ignored : PolicyVerdict.Refused, Older(offered));
            }

            var faults = PolicyValidator.Faults(policy, _ownTrack, _builder.Plan);
            if (faults.Count > 0)
            {
                return new PolicyAnswer(PolicyVerdict.Refused, $"the policy {string.Join("; it ", faults.Take(MostFaults))}");
            }

            _current = _builder.Build(policy, _guard.Admit(policy));
            return new PolicyAnswer(PolicyVerdict.Applied);
        }
    }

    private void Close()
    {
        lock (_swapping)
        {
            _current = _builder.Build(_current.Policy, _current.Trial);
        }

        Closed?.Invoke();
    }

    private string Older(PolicyId offered) =>
        $"the policy is of term {offered.Term}, revision {offered.Revision}; in force is term {_current.Policy.Id?.Term}, revision {_current.Policy.Id?.Revision}";

    private static bool IsNewer(PolicyId offered, PolicyId? current) => current is null
        || offered.Term > current.Term
        || (offered.Term == current.Term && offered.Revision > current.Revision);

    private static bool IsSame(PolicyId offered, PolicyId? current) =>
        current is not null && offered.Term == current.Term && offered.Revision == current.Revision;
}

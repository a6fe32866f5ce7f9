using CanaryMesh.Api.Control;

namespace CanaryMesh.Proxy.Routing;

/// <summary>The policy in force: one reference, read by every request, swapped by the control stream alone.</summary>
internal sealed class PolicyHolder(SnapshotBuilder builder, string ownTrack)
{
    // The first faults tell what is wrong; a thousand bad addresses are one mistake.
    private const int MostFaults = 8;
    private volatile PolicySnapshot _current = builder.Build(new Policy());

    public PolicySnapshot Current => _current;

    public PolicyAnswer Offer(Policy policy)
    {
        if (policy.Id is { Revision: > 0 } offered && !IsNewer(offered, _current.Policy.Id))
        {
            return new PolicyAnswer(IsSame(offered, _current.Policy.Id) ? PolicyVerdict.Ignored : PolicyVerdict.Refused, Older(offered));
        }

        var faults = PolicyValidator.Faults(policy, ownTrack, builder.Plan);
        if (faults.Count > 0)
        {
            return new PolicyAnswer(PolicyVerdict.Refused, $"the policy {string.Join("; it ", faults.Take(MostFaults))}");
        }

        _current = builder.Build(policy);
        return new PolicyAnswer(PolicyVerdict.Applied);
    }

    private string Older(PolicyId offered) =>
        $"the policy is of term {offered.Term}, revision {offered.Revision}; in force is term {_current.Policy.Id?.Term}, revision {_current.Policy.Id?.Revision}";

    private static bool IsNewer(PolicyId offered, PolicyId? current) => current is null
        || offered.Term > current.Term
        || (offered.Term == current.Term && offered.Revision > current.Revision);

    private static bool IsSame(PolicyId offered, PolicyId? current) =>
        current is not null && offered.Term == current.Term && offered.Revision == current.Revision;
}

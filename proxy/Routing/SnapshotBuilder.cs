using System.Net;
using CanaryMesh.Api.Control;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Routing;

/// <summary>Makes a snapshot of a valid policy. Backends that the previous snapshot knew are taken over.</summary>
internal sealed class SnapshotBuilder(PortPlan plan, string track, CountLedger ledger)
{
    private Dictionary<string, Backend> _known = new(StringComparer.Ordinal);

    public PortPlan Plan => plan;

    public PolicySnapshot Build(Policy policy, GuardTrial? trial)
    {
        var side = Side(policy);
        var used = new Dictionary<string, Backend>(StringComparer.Ordinal);
        var rules = side == Api.Control.Side.Canary ? null : RulesBuilder.Build(policy);
        var isClosed = side == Api.Control.Side.Canary || trial?.Alarm is not null;
        var tables = plan.Ports.Select(port => Table(policy, side, rules, isClosed ? [] : Canaries(policy, port, used), trial)).ToArray();
        _known = used;
        return new PolicySnapshot
        {
            Policy = policy,
            OwnSide = side,
            Tables = tables,
            Trial = trial,
            Direct = ledger.Counter(Key(policy, side, CountRoute.Direct, policy.Version, 0)),
            Hop = ledger.Counter(new CountKey(side, CountRoute.Hop, policy.Version, 0, 0, 0)),
            Fallback = ledger.Counter(new CountKey(side, CountRoute.Fallback, policy.Version, 0, 0, 0)),
        };
    }

    private SplitTable Table(Policy policy, Side side, ChoiceRules? rules, Backend[] canaries, GuardTrial? trial)
    {
        var weight = canaries.Length == 0 ? 0 : policy.CanaryWeight;
        var own = Counter(policy, side, policy.Version, weight);
        return new SplitTable
        {
            Weight = weight,
            Effective = canaries.Length == 0 ? 0 : Math.Max(policy.CanaryWeight, policy.LaneWeight),
            Rules = rules,
            Kept = rules is null ? null : Kept(policy, side),
            Canaries = canaries,
            Watched = trial?.Watch(weight, rules?.Client is { } key ? key.Hash : null),
            Own = own,
            Canary = weight == 0 ? own : Counter(policy, Api.Control.Side.Canary, policy.CanaryVersion, weight),
        };
    }

    // Where one side alone gets requests there is nothing to compare.
    private SideCounter Counter(Policy policy, Side side, string version, uint weight)
    {
        var counter = ledger.Counter(Key(policy, side, CountRoute.Split, version, weight));
        if (weight is > 0 and < 100)
        {
            counter.KeepFine();
        }

        return counter;
    }

    private KeptCounters Kept(Policy policy, Side side) => new(
        ledger.Counter(Key(policy, side, CountRoute.Lane, policy.Version, 0)),
        ledger.Counter(Key(policy, Api.Control.Side.Canary, CountRoute.Lane, policy.CanaryVersion, 0)),
        ledger.Counter(Key(policy, Api.Control.Side.Canary, CountRoute.Mirror, policy.CanaryVersion, 0)));

    private Backend[] Canaries(Policy policy, PlannedPort port, Dictionary<string, Backend> used) =>
        [.. policy.CanaryEndpoints
            .Where(endpoint => endpoint.DirectPorts.ContainsKey((uint)port.App))
            .Select(endpoint => Canary(endpoint, endpoint.DirectPorts[(uint)port.App], used))];

    private Backend Canary(CanaryEndpoint endpoint, uint port, Dictionary<string, Backend> used)
    {
        var address = IPAddress.Parse(endpoint.Address);
        var authority = Backend.AuthorityOf(address, (int)port);
        if (!_known.TryGetValue(authority, out var backend) || backend.Pod != endpoint.Pod)
        {
            backend = new Backend(endpoint.Pod, address, (int)port, isHop: true);
        }

        used[authority] = backend;
        return backend;
    }

    private static CountKey Key(Policy policy, Side side, CountRoute route, string version, uint weight) =>
        new(side, route, version, policy.Id?.Term ?? 0, policy.Id?.Revision ?? 0, weight);

    private Side Side(Policy policy) => (policy.Track.Length > 0 ? policy.Track : track) == AnnotationNames.Canary
        ? Api.Control.Side.Canary
        : Api.Control.Side.Primary;
}

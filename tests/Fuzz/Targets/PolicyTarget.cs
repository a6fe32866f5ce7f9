using CanaryMesh.Api.Control;
using CanaryMesh.Api.Plans;
using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Fuzz.Targets;

/// <summary>Policies as bytes from a control plane gone wrong: applied whole or refused whole, and the one in force stays.</summary>
internal sealed class PolicyTarget : IFuzzTarget
{
    private static readonly PortPlan Plan = PortPlan.Parse("""{"v":1,"ports":[{"name":"http","app":8080,"split":14080,"direct":14180,"container":"app"}]}""", out _)!;
    private readonly PolicyHolder _holder = new(
        new SnapshotBuilder(Plan, "primary", new CountLedger(TimeProvider.System)),
        "primary",
        new CanaryGuard(new GuardLog(NullLogger<GuardLog>.Instance), TimeProvider.System));
    private ulong _revision;

    public string Name => "policies";

    public void Try(Random random)
    {
        var policy = Good(random);
        var bytes = policy.ToByteArray();
        for (var change = random.Next(5); change > 0; change--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        if (Parsed(bytes) is not { } offered)
        {
            return;
        }

        // So that an accepted revision of all ones does not end the run.
        if (offered.Id is { } id)
        {
            (id.Term, id.Revision) = (1, Math.Min(id.Revision, _revision + 1));
        }

        var before = _holder.Current;
        var answer = _holder.Offer(offered);
        var current = _holder.Current;
        FuzzFinding.Unless(answer.Verdict != PolicyVerdict.Refused || (answer.Reason.Length is > 0 and < 10_000 && ReferenceEquals(before, current)), "refused and yet changed, or without a word");
        FuzzFinding.Unless(answer.Verdict != PolicyVerdict.Applied || current.Policy.CanaryWeight <= 100, "a weight above 100");
        FuzzFinding.Unless(current.EffectiveWeight <= 100, "an effective weight above 100");
        FuzzFinding.Unless(current.Tables.Length == Plan.Ports.Count, "a port lost its table");
    }

    private static Policy? Parsed(byte[] bytes)
    {
        try
        {
            return Policy.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private Policy Good(Random random)
    {
        var policy = new Policy
        {
            Id = new PolicyId { Term = 1, Revision = ++_revision },
            Protocol = 1,
            TargetNamespace = "shop",
            Target = "web",
            Track = "primary",
            Version = "0123456789",
            CanaryVersion = "9876543210",
            CanaryWeight = (uint)random.Next(0, 101),
            ReportIntervalMs = 500,
            MirrorWeight = (uint)random.Next(0, 101),
            Guard = random.Next(2) == 0 ? new GuardSettings { Alpha = 0.001, MarginRatio = 1.1, MarginAdded = 0.0002, Admission = 1 } : null,
        };
        policy.Listeners.Add(new Listener { Name = "http", AppPort = 8080, SplitPort = 14080, DirectPort = 14180, Protocol = "http" });
        policy.CanaryEndpoints.Add(new CanaryEndpoint { Pod = "web-canary-1", Address = "10.0.0.7", DirectPorts = { { 8080, 14180 } } });
        var lane = new Lane();
        lane.Conditions.Add(new Condition { Source = Condition.Types.Source.Header, Name = "x-canary", Test = Condition.Types.Test.Regex, Value = "^(in|out)$" });
        policy.Lanes.Add(lane);
        if (random.Next(2) == 0)
        {
            policy.Affinity = new Affinity { Name = "c", Canary = "c=1", SetCanary = "c=1; Path=/", Primary = "c=0", SetPrimary = "c=0; Path=/", Expire = "c=; Max-Age=0" };
        }

        return policy;
    }
}

using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Control;

/// <summary>What is known of a proxy after it said something.</summary>
internal static class ProxySpeech
{
    private const int LongestReason = 512;

    public static ProxyObservation After(ProxyObservation before, Wire.ProxyMessage message, DateTimeOffset now) => message.BodyCase switch
    {
        Wire.ProxyMessage.BodyOneofCase.Applied => Applied(before, PolicyId.Of(message.Applied.Id), message.Applied.EffectiveWeight),
        Wire.ProxyMessage.BodyOneofCase.Refused => before with
        {
            RefusedPolicy = PolicyId.Of(message.Refused.Id),
            Refused = Sentence(message.Refused.Reason),
        },
        Wire.ProxyMessage.BodyOneofCase.Report => Applied(before, PolicyId.Of(message.Report.Policy), message.Report.EffectiveWeight) with
        {
            InFlightCanary = message.Report.InFlightCanary,
            LastReport = now,
            Draining = message.Report.Draining,
            Alarm = GuardAlarm.Of(message.Report.Alarm, before.Alarm, now),
        },
        _ => before,
    };

    /// <summary>Counts and times alone wake nobody; answers, weights, alarms, the end of the last canary request and draining do.</summary>
    public static bool Matters(ProxyObservation before, ProxyObservation after) =>
        before.Applied != after.Applied
        || before.RefusedPolicy != after.RefusedPolicy
        || before.EffectiveWeight != after.EffectiveWeight
        || before.Draining != after.Draining
        || before.Alarm != after.Alarm
        || (before.InFlightCanary != 0 && after.InFlightCanary == 0);

    private static ProxyObservation Applied(ProxyObservation before, PolicyId id, uint weight)
    {
        var settled = before.RefusedPolicy is { } refused && id >= refused;
        return before with
        {
            Applied = id,
            // What was under way before says nothing of what was drawn until this policy came.
            InFlightCanary = before.Applied == id ? before.InFlightCanary : null,
            EffectiveWeight = (int)Math.Min(weight, 100),
            RefusedPolicy = settled ? null : before.RefusedPolicy,
            Refused = settled ? null : before.Refused,
        };
    }

    private static string Sentence(string reason) =>
        string.Concat(reason.Take(LongestReason).Select(each => char.IsControl(each) ? ' ' : each));
}

using CanaryMesh.Analyzer.Rollouts;
using Prometheus;

namespace CanaryMesh.Analyzer.Telemetry;

/// <summary>Where the comparison of each running trial stands. The series of a trial go with it.</summary>
internal sealed class JudgingSeries
{
    private static readonly string[] Canary = ["name", "namespace"];
    private readonly Gauge _evidence;
    private readonly Gauge _proof;
    private readonly Gauge _left;
    private readonly Gauge _noticed;
    private readonly Gauge _alarms;

    public JudgingSeries(IMetricFactory factory)
    {
        _evidence = factory.CreateGauge("canarymesh_evidence_ratio", "Evidence that the version on trial is worse, on a log scale: 0 is none, 1 rolls back", Canary);
        _proof = factory.CreateGauge("canarymesh_proof_ratio", "Evidence that it is not worse at the weight in force, on a log scale: 0 is none, 1 is shown", Canary);
        _left = factory.CreateGauge("canarymesh_proof_requests_left", "Canary requests until shown not worse; absent where that would never be", Canary);
        _noticed = factory.CreateGauge("canarymesh_smallest_noticed_times", "How many times the primary's errors this run notices; absent where it has none, or nothing is noticed", Canary);
        _alarms = factory.CreateGauge("canarymesh_guard_alarms", "Proxies whose own guard keeps the version on trial out", Canary);
    }

    /// <summary>A look of a trial; null where nothing is compared.</summary>
    public void Seen(string ns, string target, ComparisonObservation? found)
    {
        Set(_evidence, ns, target, found?.Meter?.EvidencePart);
        Set(_proof, ns, target, found?.Meter?.ProofPart);
        Set(_left, ns, target, found?.Meter?.RequestsLeft);
        Set(_noticed, ns, target, found?.Meter?.Limit?.Times);
        Set(_alarms, ns, target, found?.Alarms);
    }

    private static void Set(Gauge gauge, string ns, string target, double? value)
    {
        if (value is { } number)
        {
            gauge.WithLabels(target, ns).Set(number);
        }
        else
        {
            gauge.RemoveLabelled(target, ns);
        }
    }
}

using CanaryMesh.LoadTester.Gates;
using CanaryMesh.LoadTester.Load;
using CanaryMesh.LoadTester.Running;
using CanaryMesh.LoadTester.Tasks;
using Prometheus;

namespace CanaryMesh.LoadTester;

/// <summary>Every series of this process.</summary>
internal sealed class LoadTesterMetrics
{
    private static readonly string[] Reasons = ["token", "namespace", "body", "task", "full", "stopping"];
    private readonly Counter _tasks;
    private readonly Histogram _duration;
    private readonly Gauge _running;
    private readonly Counter _refused;
    private readonly Counter _requests;

    public LoadTesterMetrics(GateBook gates)
    {
        Registry = Metrics.NewCustomRegistry();
        var factory = Metrics.WithCustomRegistry(Registry);
        _tasks = factory.CreateCounter("canarymesh_loadtester_tasks_total", "Tasks that ended.", "type", "outcome");
        _duration = factory.CreateHistogram("canarymesh_loadtester_task_duration_seconds", "Time from start to end of a task.", new HistogramConfiguration
        {
            LabelNames = ["type"],
            Buckets = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600],
        });
        _running = factory.CreateGauge("canarymesh_loadtester_tasks_running", "Tasks that run now.", "type");
        _refused = factory.CreateCounter("canarymesh_loadtester_refused_total", "Calls that were refused.", "reason");
        _requests = factory.CreateCounter("canarymesh_loadtester_requests_total", "Requests of the built-in load.", "outcome");
        var open = factory.CreateGauge("canarymesh_loadtester_gates_open", "Gates that are open, rollback gates among them.");
        Registry.AddBeforeCollectCallback(() => open.Set(gates.OpenCount));
        StartAtZero();
    }

    public CollectorRegistry Registry { get; }

    public void Started(string type) => _running.WithLabels(type).Inc();

    public void Ended(string type, TaskOutcome outcome, TimeSpan elapsed)
    {
        _running.WithLabels(type).Dec();
        _tasks.WithLabels(type, Label(outcome)).Inc();
        _duration.WithLabels(type).Observe(elapsed.TotalSeconds);
    }

    public void Refused(string reason) => _refused.WithLabels(reason).Inc();

    public void Answered(LoadOutcome outcome) => _requests.WithLabels(LoadOutcomes.Label(outcome)).Inc();

    private static string Label(TaskOutcome outcome) => outcome.ToString().ToLowerInvariant();

    private void StartAtZero()
    {
        foreach (var type in TaskTypes.Known)
        {
            _running.WithLabels(type).Set(0);
            _duration.WithLabels(type).Publish();
            foreach (var outcome in Enum.GetValues<TaskOutcome>())
            {
                _tasks.WithLabels(type, Label(outcome)).Publish();
            }
        }

        foreach (var reason in Reasons)
        {
            _refused.WithLabels(reason).Publish();
        }

        foreach (var outcome in LoadOutcomes.All)
        {
            _requests.WithLabels(LoadOutcomes.Label(outcome)).Publish();
        }
    }
}

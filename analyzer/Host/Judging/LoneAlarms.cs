using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Alarms of proxies that stayed alone with theirs, each until people were told of it.</summary>
internal sealed class LoneAlarms
{
    private readonly HashSet<(string Pod, ulong Admission)> _told = [];

    public IReadOnlyList<LoneAlarm> Untold(BoardObservation board, bool isAlone) => isAlone ? [.. board.Alarmed.Select(Of).Where(each => !_told.Contains(Key(each)))] : [];

    public void Told(IEnumerable<LoneAlarm> alarms) => _told.UnionWith(alarms.Select(Key));

    private static (string Pod, ulong Admission) Key(LoneAlarm alarm) => (alarm.Pod, alarm.Admission);

    private static LoneAlarm Of(ProxyObservation proxy) => proxy.Alarm is { } alarm
        ? new(proxy.PodName, alarm.CanaryFailed, alarm.PrimaryFailed, alarm.Requests, alarm.At) { Admission = alarm.Admission }
        : new(proxy.PodName, 0, 0, 0, default);
}

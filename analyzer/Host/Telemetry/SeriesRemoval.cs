using Prometheus;

namespace CanaryMesh.Analyzer.Telemetry;

internal static class SeriesRemoval
{
    /// <summary>Removes the series whose label values the condition names.</summary>
    public static void RemoveWhere<TChild>(this Collector<TChild> collector, Func<string[], bool> condition)
        where TChild : ChildBase
    {
        foreach (var labels in collector.GetAllLabelValues().Where(condition).ToList())
        {
            collector.RemoveLabelled(labels);
        }
    }
}

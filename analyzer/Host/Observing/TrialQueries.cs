using System.Globalization;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Api.Queries;
using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>What the queries of a trial are about.</summary>
internal sealed record TrialQueries(string Version, Uri? Server, Func<MetricCheck, QueryValues> Values)
{
    public static TrialQueries Of(RolloutWorld world, Canary canary, string version)
    {
        var spec = canary.Spec!;
        var target = world.Seen.Spec.Target;
        List<string> sets = [.. world.Sets.Where(set => set.IsLive && set.Hash == world.Seen.Primary).Select(set => set.Name)];
        return new(version, Uri.TryCreate(spec.MetricsServer, UriKind.Absolute, out var own) ? own : null, check => new()
        {
            Name = world.Seen.Key.Name,
            Namespace = world.Seen.Key.Namespace,
            Target = target,
            Copy = CopyBuilder.CopyName(target),
            Service = Given(spec.Service?.Name) ?? target,
            Ingress = Given(spec.IngressRef?.Name) ?? target,
            Route = Given(spec.RouteRef?.Name) ?? target,
            Interval = Interval(check),
            Variables = check.Variables,
            PrimarySets = sets,
        });
    }

    // PromQL knows no fractions.
    private static string Interval(MetricCheck check) =>
        check.Interval.Contains('.', StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"{(long)check.Window.TotalMilliseconds}ms") : check.Interval;

    private static string? Given(string? name) => string.IsNullOrEmpty(name) ? null : name;
}

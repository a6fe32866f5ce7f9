namespace CanaryMesh.Cli.Preflight.Rules;

/// <summary>Whether checks will find anything to read.</summary>
internal static class MetricsRules
{
    internal static IEnumerable<Finding> Of(PreflightFacts facts) => facts.Metrics switch
    {
        null when facts.IsInstalled => [Finding.Note("settings", "name no metrics-server: the built-in checks read the proxies' own counts", "set metrics-server if MetricTemplates or inline queries are used")],
        null => [],
        { Fault: { Length: > 0 } fault, Address: var address } => [Finding.Error(address, $"does not answer: {fault}", "mend the address in metrics-server; until it answers, trials with checks neither pass nor fail")],
        { Up: 0, Address: var address } => [Finding.Error(address, "answers and scrapes nothing: no target is up", "see its targets page")],
        { } metrics => Scraped(facts, metrics),
    };

    private static IEnumerable<Finding> Scraped(PreflightFacts facts, MetricsFacts metrics)
    {
        const string How = "have it scrape pods by their prometheus.io/ annotations, or with the Prometheus Operator set podMonitor.enabled";
        if (facts.IsInstalled && metrics.Analyzers is 0)
        {
            yield return Finding.Warning(metrics.Address, "has no series of the analyzer", How);
        }
        if (metrics.Proxies is 0 && TargetRules.Managed(facts).Any())
        {
            yield return Finding.Error(metrics.Address, "has no series of any proxy although targets are managed: their checks find no data", How);
        }
    }
}

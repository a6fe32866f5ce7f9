using System.Globalization;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Sources;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Queries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Reads the checks of a step, all at once and under one deadline: from the metrics server, from what their templates name, or, for
/// the built-in ones where there is no server, from what the proxies counted.</summary>
internal sealed class CheckSource(
    IPrometheusClient prometheus, ProviderClient providers, TemplateSource templates, CountHistory counts, InstallationSettings settings, TimeProvider time)
{
    private const string NoServer = "no metrics server is configured (setting metrics-server, or spec.metricsServer)";

    private static readonly TimeSpan Span = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<CheckReading>> ReadAsync(RolloutObservation seen, TrialQueries trial, CancellationToken cancellation)
    {
        using var end = new CancellationTokenSource(Span, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, end.Token);
        var deadline = new ReadDeadline(Span, both.Token, cancellation);
        return await Task.WhenAll(seen.Spec.Checks.Select(check => ReadAsync(seen, check, trial, deadline)));
    }

    private async Task<CheckReading> ReadAsync(RolloutObservation seen, MetricCheck check, TrialQueries trial, ReadDeadline deadline)
    {
        if (check.LooksBack && (seen.Status.FirstWeightAt ?? seen.ObservedAt) + check.Window is var begins && begins > seen.ObservedAt)
        {
            return CheckReading.TooSoon(check, string.Create(CultureInfo.InvariantCulture, $"at {begins.UtcDateTime:HH:mm:ss}Z, one interval after the first weight"));
        }

        var reading = check.Kind switch
        {
            CheckKind.SuccessRate or CheckKind.RequestDuration => await BesidePrimaryAsync(seen, check, trial, deadline),
            CheckKind.Query => await InlineAsync(seen, check, trial, deadline),
            CheckKind.Template => await TemplateAsync(seen, check, trial, deadline),
            CheckKind.None => CheckReading.Failed(check, "", "it has neither a query nor a templateRef, and no built-in check has its name"),
        };
        return reading.Kind is ReadingKind.NoData && check.LooksBack ? Doubted(seen, reading) : reading;
    }

    // Only where it decides: a canary within its limits is compared with nobody's.
    private async Task<CheckReading> BesidePrimaryAsync(RolloutObservation seen, MetricCheck check, TrialQueries trial, ReadDeadline deadline)
    {
        var reading = await BuiltInAsync(seen, check, trial, deadline, isPrimary: false);
        if (reading.Kind is not ReadingKind.Value || check.Allows(reading.Number) || seen.Spec.Judging.SharedCause is not SharedCause.Hold)
        {
            return reading;
        }

        // Whether the cause is shared is not known then, and nobody is to be blamed for that.
        var primary = await BuiltInAsync(seen, check, trial, deadline, isPrimary: true);
        return primary.Kind is ReadingKind.Error
            ? CheckReading.Failed(check, primary.Query, string.Create(CultureInfo.InvariantCulture, $"the canary is at {reading.Number:0.##}, and the primary could not be read: {primary.Fault}"))
            : reading with { Primary = primary.Kind is ReadingKind.Value ? primary.Number : null };
    }

    private async Task<CheckReading> BuiltInAsync(RolloutObservation seen, MetricCheck check, TrialQueries trial, ReadDeadline deadline, bool isPrimary)
    {
        if ((trial.Server ?? settings.MetricsServer) is not { } server)
        {
            return seen.Provider is { IsByRoute: true } ? CheckReading.Failed(check, "", NoServer) : Counted(seen, check, isPrimary);
        }

        return QueryOf(seen, check, trial, isPrimary) is { } query
            ? Reading(check, query, await prometheus.QueryAsync(new(server), query, seen.ObservedAt, deadline))
            : CheckReading.Nothing(check, "");
    }

    // Null where the version is not known whose metrics to ask for.
    private static string? QueryOf(RolloutObservation seen, MetricCheck check, TrialQueries trial, bool isPrimary)
    {
        var workload = isPrimary ? seen.Spec.Target : CopyBuilder.CopyName(seen.Spec.Target);
        return seen.Provider?.Kind switch
        {
            ProviderKind.Istio => BuiltInQueries.OfIstio(check, seen.Key.Namespace, workload),
            ProviderKind.GatewayApi => BuiltInQueries.OfGateway(check, seen.Key.Namespace, workload),
            _ when !isPrimary => BuiltInQueries.For(check, seen.Key.Namespace, seen.Spec.Target, trial.Version),
            _ when TemplateHash.TryParse(seen.Primary, out var primary) => BuiltInQueries.For(check, seen.Key.Namespace, seen.Spec.Target, primary.Short, AnnotationNames.Primary),
            _ => null,
        };
    }

    private CheckReading Counted(RolloutObservation seen, MetricCheck check, bool isPrimary)
    {
        var asked = string.Create(CultureInfo.InvariantCulture, $"the proxies' own counts of {check.Window.TotalSeconds:0.#} s");
        var counted = isPrimary ? counts.OfPrimary(seen.Key, seen.ObservedAt, check.Window) : counts.Within(seen.Key, seen.ObservedAt, check.Window);
        return (check.Kind is CheckKind.SuccessRate ? counted?.SuccessRate : counted?.P99) is { } number
            ? CheckReading.Of(check, number, asked)
            : CheckReading.Nothing(check, asked);
    }

    private async Task<CheckReading> InlineAsync(RolloutObservation seen, MetricCheck check, TrialQueries trial, ReadDeadline deadline)
    {
        if (QueryTemplate.Parse(check.Query, out var faults) is not { } query)
        {
            return CheckReading.Failed(check, check.Query, string.Join("; ", faults));
        }

        var rendered = query.Render(trial.Values(check), QuerySurface.PromQl);
        return (trial.Server ?? settings.MetricsServer) switch
        {
            _ when Unasked(check, rendered) is { } unasked => unasked,
            null => CheckReading.Failed(check, rendered.Text, NoServer),
            { } server => Reading(check, rendered.Text, await prometheus.QueryAsync(new(server), rendered.Text, seen.ObservedAt, deadline)),
        };
    }

    private async Task<CheckReading> TemplateAsync(RolloutObservation seen, MetricCheck check, TrialQueries trial, ReadDeadline deadline)
    {
        var (template, fault) = templates.Find(check.Template!, seen.Key.Namespace);
        if (template is null)
        {
            return CheckReading.Failed(check, "", fault!);
        }

        var rendered = template.Query.Render(trial.Values(check), MetricProviders.SurfaceOf(template.Provider.Type));
        var reading = Unasked(check, rendered)
            ?? Reading(check, rendered.Text, await providers.AskAsync(template, rendered.Text, [check.Template!.Namespace, seen.Key.Namespace], seen.ObservedAt, deadline));
        return reading with { Note = template.Note };
    }

    private static CheckReading? Unasked(MetricCheck check, QueryRendering rendered) =>
        rendered.Faults.Count > 0 ? CheckReading.Failed(check, rendered.Text, $"the query cannot be rendered: {rendered.Fault}")
        : rendered.Text.Length == 0 ? CheckReading.Failed(check, "", "the query renders to nothing")
        : null;

    private static CheckReading Reading(MetricCheck check, string query, PrometheusReading reading) => reading switch
    {
        PrometheusReading.Value value => CheckReading.Of(check, value.Number, query),
        PrometheusReading.NoData => CheckReading.Nothing(check, query),
        PrometheusReading.ManySeries many => CheckReading.Failed(check, query, $"the query gives {many.Count} series; one was expected"),
        PrometheusReading.Unreachable down => CheckReading.Failed(check, query, down.Sentence),
        PrometheusReading.Refused refused => CheckReading.Failed(check, query, refused.Sentence),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // No data of a canary that has traffic is hardly a quiet app: its labels are others.
    private CheckReading Doubted(RolloutObservation seen, CheckReading reading) =>
        counts.Within(seen.Key, seen.ObservedAt, reading.Check.Window) is { Total: > 0 and var requests }
            ? reading with { Note = string.Create(CultureInfo.InvariantCulture, $"while the proxies counted {requests} requests of the canary: its labels may not match; asked was {reading.Query}") }
            : reading;
}

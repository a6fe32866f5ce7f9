using System.Globalization;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Canary, A/B or blue/green, with Flagger's rule: weights make a canary; iterations alone are A/B with conditions, and blue/green
/// without. Conditions beside weights are lanes in front of them, iterations beside weights the fewest passed checks.</summary>
internal static class StrategyReader
{
    private const int DayInSeconds = 86400;
    private const string WithoutWeights = "kubernetes";
    private static readonly StepPlan AllAtOnce = new(100, 100, []);
    private static readonly StepPlan Never = new(1, 0, []);

    public static Strategy Read(CanarySpec spec, List<string> faults, bool isByRoute = false)
    {
        var analysis = spec.Analysis;
        var iterations = Math.Max(0, analysis.Iterations ?? 0);
        if (isByRoute && analysis.Stickiness is not null)
        {
            faults.Add("spec.analysis.stickiness: only the proxies keep clients by a key; with routes there is sessionAffinity");
        }

        // The route is made of the conditions as they are written; its provider says which it cannot keep.
        var lanes = isByRoute ? [] : LaneReader.Read(analysis.Match ?? [], faults);
        var mirror = analysis.Mirror == true ? Percent(analysis.MirrorWeight, 100) : 0;
        var traffic = new TrafficRules { Lanes = lanes, Sticky = Sticky(analysis.Stickiness, faults) };
        var givenBack = Math.Clamp(analysis.StepWeightPromotion ?? 0, 0, 100);
        var isByIterations = iterations > 0 && analysis.StepWeight is null or 0 && analysis.StepWeights is null or { Count: 0 };
        var first = mirror > 0 ? 1 : 0;
        return (isByIterations, analysis.Match) switch
        {
            (false, _) => new(Steps(analysis, faults), iterations, first, mirror, givenBack, traffic),
            (true, { Count: > 0 }) => new(AllAtOnce, iterations, first, mirror, givenBack, traffic with { LanesOnly = true }),
            _ => new(spec.Provider == WithoutWeights ? Never : AllAtOnce, iterations, iterations, mirror, givenBack, traffic),
        };
    }

    /// <summary>Flagger's cookies; the primary's lasts as long as a step, so that a larger share finds its clients.</summary>
    public static CookieAffinity? Affinity(SessionAffinity? from, TimeSpan interval) => from is null
        ? null
        : new(from.CookieName, from.MaxAge ?? DayInSeconds, from.PrimaryCookieName is { Length: > 0 } name ? name : null, (int)interval.TotalSeconds, Attributes(from));

    private static StepPlan Steps(CanaryAnalysis analysis, List<string> faults)
    {
        var weights = analysis.StepWeights ?? [];
        var step = analysis.StepWeight ?? 0;
        if (weights.Count == 0 && step is < 1 or > 100)
        {
            faults.Add($"spec.analysis.stepWeight: {step} is not within 1–100, and there are no stepWeights and no iterations");
        }

        if (weights.Any(weight => weight is < 1 or > 100))
        {
            faults.Add("spec.analysis.stepWeights: every weight must be within 1–100");
        }

        return new(Math.Clamp(step, 1, 100), Percent(analysis.MaxWeight, 100), weights);
    }

    private static int Percent(int? given, int otherwise) => given is { } value and > 0 ? Math.Min(value, 100) : otherwise;

    private static StickyKey? Sticky(Stickiness? from, List<string> faults)
    {
        switch (from)
        {
            case null:
                return null;
            case { Header: { Length: > 0 } header, Cookie: null, ClientAddress: not true }:
                return new(StickySource.Header, header);
            case { Header: null, Cookie: { Length: > 0 } cookie, ClientAddress: not true }:
                return new(StickySource.Cookie, cookie);
            case { Header: null, Cookie: null, ClientAddress: true }:
                return new(StickySource.ClientAddress, "");
            default:
                faults.Add("spec.analysis.stickiness: one of header, cookie and clientAddress: true must be given");
                return null;
        }
    }

    private static string Attributes(SessionAffinity from) => string.Concat(
        Attribute("Domain", from.Domain),
        from.HttpOnly == true ? "; HttpOnly" : "",
        from.Partitioned == true ? "; Partitioned" : "",
        Attribute("Path", from.Path),
        Attribute("SameSite", from.SameSite),
        from.Secure == true ? "; Secure" : "");

    private static string Attribute(string name, string? value) =>
        value is { Length: > 0 } ? string.Create(CultureInfo.InvariantCulture, $"; {name}={value}") : "";
}

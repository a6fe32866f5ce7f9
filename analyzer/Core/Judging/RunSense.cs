using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Whether the state of a run could have been counted.</summary>
internal static class RunSense
{
    /// <summary>The first member that could not; null if all could.</summary>
    public static string? Fault(RunState run, string at) => Sense.First(
        Sense.Stamp(run.Seen, $"{at}.seen"),
        Sense.Share(run.Chance, $"{at}.chance"),
        run.Errors is null ? null : Evidence(run.Errors, $"{at}.errors"),
        Sense.Each(run.Levels, $"{at}.levels", Evidence),
        Sense.Each(run.Past, $"{at}.past", Sense.Count),
        run.Step is null ? null : Step(run.Step, $"{at}.step"),
        Strata(run.Strata, $"{at}.strata"));

    /// <summary>The same of what was counted by weight.</summary>
    public static string? Strata(IReadOnlyList<Stratum> strata, string at) => Sense.First(
        Sense.Each(strata, at, Stratum),
        Sense.Must(strata.DistinctBy(stratum => stratum.Weight).Count() == strata.Count, at, "one for each weight"));

    /// <summary>The same of evidence of harm.</summary>
    public static string? Evidence(EvidenceState state, string at) => Evidence(state, at, StakeGrid.Harm.Sizes.Length);

    private static string? Stratum(Stratum stratum, string at) => Sense.First(
        Sense.SplitWeight(stratum.Weight, $"{at}.weight"),
        Sums(stratum.Errors, $"{at}.errors"),
        Sense.Each(stratum.Slow, $"{at}.slow", Sums),
        Sense.Count(stratum.DrawnCanary, $"{at}.drawnCanary"),
        Sense.Count(stratum.DrawnPrimary, $"{at}.drawnPrimary"));

    private static string? Sums(Sums sums, string at) => Sense.First(
        Sense.Part(sums.CanaryEvents, sums.CanaryRequests, $"{at}.ce", $"{at}.cr"),
        Sense.Part(sums.PrimaryEvents, sums.PrimaryRequests, $"{at}.pe", $"{at}.pr"),
        Sense.Amount(sums.X, $"{at}.x"),
        Sense.Amount(sums.Y, $"{at}.y"),
        Sense.Amount(sums.A, $"{at}.a"),
        Sense.Amount(sums.B, $"{at}.b"));

    private static string? Step(StepState step, string at) => Sense.First(
        Sense.Weight(step.Weight, $"{at}.weight"),
        Sense.Stamp(step.Since, $"{at}.since"),
        Sense.Each(step.Proofs, $"{at}.proofs", (proof, place) => Evidence(proof, place, StakeGrid.Safe.Sizes.Length)),
        Sense.Each(step.Seen, $"{at}.seen", Sums));

    private static string? Evidence(EvidenceState state, string at, int bets) => Sense.First(
        Sense.Must(state.Starts >= 1, $"{at}.starts", "1 or more"),
        Logarithms(state.Logs, $"{at}.logs", bets),
        state.Gains is null ? null : Logarithms(state.Gains, $"{at}.gains", bets));

    private static string? Logarithms(IReadOnlyList<double> logs, string at, int bets) => Sense.First(
        Sense.Must(logs.Count == bets, at, $"{bets} numbers"),
        Sense.Each(logs, at, (log, place) => Sense.Must(Math.Abs(log) <= Sense.MostCounted, place, $"-{Sense.MostCounted:0} to {Sense.MostCounted:0}")));
}

using System.Globalization;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Cli.Records;
using Spectre.Console;
using Spectre.Console.Rendering;
using static CanaryMesh.Cli.Rendering.TextParts;

namespace CanaryMesh.Cli.Rendering;

/// <summary>The record of a decision as a page.</summary>
internal static class RecordPage
{
    internal static string Of(DecisionRecord record, string canary, string namespaceName) => PlainConsole.Draw(
    [
        Facts(record),
        new Text($"\n{record.Sentence}\n"),
        .. Section("Counts", Counts(record)),
        .. Section("Checks", record.Checks.SelectMany(Check)),
        .. Section("Evidence over time", EvidencePicture.Of(record).Select(line => Row(line))),
        .. Section("Failed and slow requests", Samples(record)),
        .. Section("Replay", [Row($"kubectl canary explain {canary} -n {namespaceName} --version {RecordChoice.Short(record)} -o json | kubectl canary replay -")]),
    ]);

    private static Grid Facts(DecisionRecord record)
    {
        var grid = Columns(2);
        foreach (var (label, text) in Lines(record))
        {
            grid.AddRow(Row(label, text));
        }
        return grid;
    }

    private static IEnumerable<(string Label, string Text)> Lines(DecisionRecord record)
    {
        yield return ("Canary", record.Rollout);
        yield return ("Version", $"{RecordChoice.Short(record)}, beside {record.Primary}");
        yield return ("Decided", record.At.UtcDateTime.ToString("u", CultureInfo.InvariantCulture));
        if (record.Outcome is { } outcome)
        {
            yield return ("Done", $"{Words.Ruling(outcome.Ruling)}, {outcome.Reason}");
        }
        yield return ("Judge", $"{Words.Decision(record.Decision)} (comparison {Words.Mode(record.Settings.Mode)})");
    }

    private static IEnumerable<Text[]> Counts(DecisionRecord record)
    {
        if (record.Strata.Count == 0)
        {
            yield break;
        }
        yield return Row("", "", record.Canary, record.Primary);
        foreach (var stratum in record.Strata)
        {
            var (canary, primary) = Findings.At(stratum, record.Canary, record.Primary);
            yield return Row($"{stratum.Weight} %", "failed", VerdictSentence.Of(canary), VerdictSentence.Of(primary));
        }
        foreach (var finding in record.Findings)
        {
            yield return Row("all", finding.Event, VerdictSentence.Of(finding.Canary), VerdictSentence.Of(finding.Primary));
        }
    }

    private static IEnumerable<Text[]> Check(CheckRecord check)
    {
        yield return Row(check.Name, check.Verdict.ToString(), Words.Reading(new(check.Name, check.Verdict.ToString(), check.Value, check.Min, check.Max)));
        if (check.Query.Length > 0)
        {
            yield return Row("", "", check.Query);
        }
    }

    private static IEnumerable<Text[]> Samples(DecisionRecord record) => record.Samples.Select(sample => Row(
        Words.Clock(sample.At),
        sample.IsCanary ? "canary" : "primary",
        $"{sample.Method} {sample.Path}",
        sample.Status == 0 ? "no answer" : sample.Status.ToString(CultureInfo.InvariantCulture),
        $"{sample.Milliseconds} ms",
        sample.Pod,
        sample.Trace));
}

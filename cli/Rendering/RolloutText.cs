using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Cli.Rollouts;
using Spectre.Console;
using static CanaryMesh.Cli.Rendering.TextParts;

namespace CanaryMesh.Cli.Rendering;

/// <summary>One rollout as text.</summary>
internal static class RolloutText
{
    private const int ShownEvents = 8;

    internal static string Of(RolloutView view, DateTimeOffset now) => PlainConsole.Draw(
        [Facts(view, now), .. Section("Last look", view.Checks.Select(check => Row(check.Name, check.Verdict, Words.Reading(check)))), .. Section("Events", Events(view, now)), .. Section("Hints", view.Hints.Select(hint => Row(hint)))]);

    private static Grid Facts(RolloutView view, DateTimeOffset now)
    {
        var grid = Columns(2);
        foreach (var (label, text) in Lines(view, now))
        {
            grid.AddRow(Row(label, text));
        }
        return grid;
    }

    private static IEnumerable<(string Label, string Text)> Lines(RolloutView view, DateTimeOffset now)
    {
        yield return ("Canary", $"{view.Namespace}/{view.Name}");
        yield return ("Target", view.Target);
        yield return ("Phase", PhaseLine(view, now));
        yield return ("Weight", Words.Weight(view));
        if (view.Steps.Count > 0)
        {
            yield return ("Step", $"{view.Step} of {view.Steps.Count} ({string.Join(", ", view.Steps)})");
        }
        yield return ("Checks", Words.Checks(view));
        if (view is { Iterations: { } done, IterationsAsked: { } asked })
        {
            yield return ("Iterations", $"{done} of {asked}");
        }
        foreach (var line in JudgingText.Lines(view))
        {
            yield return line;
        }
        if (view.Primary is { } primary)
        {
            yield return ("Primary", Words.Side(primary));
        }
        if (view.Trial is { } trial)
        {
            yield return ("On trial", Words.Side(trial));
        }
        if (view.Refused is { } refused)
        {
            yield return ("Refused", refused);
        }
        if (view.Reason is { } reason)
        {
            yield return ("Reason", view.Message is { } message ? $"{reason}: {message}" : reason);
        }
        if (view.HeldSince is { } held)
        {
            yield return ("Held", $"at this weight for {Words.Span(now - held)}");
        }
        // The record's time is only renewed along with something that matters, so one in the past says nothing.
        if (view.NextLook is { } next && next > now)
        {
            yield return ("Next look", $"in {Words.Span(next - now)}");
        }
    }

    private static string PhaseLine(RolloutView view, DateTimeOffset now) =>
        $"{(view.Phase is CanaryPhase.None ? "(none)" : view.Phase.Name())}{(view.Suspended ? ", suspended" : "")}"
        + (view.Since is { } since ? $", for {Words.Span(now - since)}" : "");

    private static IEnumerable<Text[]> Events(RolloutView view, DateTimeOffset now) => view.Events.TakeLast(ShownEvents)
        .Select(each => Row($"{Words.Span(now - each.Time)} ago", each.Type, each.Reason, each.Message));
}

using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Cli.Rollouts;
using Spectre.Console;
using Spectre.Console.Rendering;

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

    private static IEnumerable<IRenderable> Section(string title, IEnumerable<Text[]> rows)
    {
        var lines = rows.ToList();
        return lines is [var first, ..] ? [new Text($"\n{title}\n"), Rows(first.Length, lines)] : [];
    }

    private static Grid Rows(int columns, List<Text[]> lines)
    {
        var grid = Columns(columns, indent: 2);
        foreach (var line in lines)
        {
            grid.AddRow(line);
        }
        return grid;
    }

    private static Grid Columns(int count, int indent = 0)
    {
        var grid = new Grid();
        for (var each = 0; each < count; each++)
        {
            grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(each is 0 ? indent : 0, 0, 2, 0) });
        }
        return grid;
    }

    private static Text[] Row(params string[] texts) => [.. texts.Select(text => new Text(text))];
}

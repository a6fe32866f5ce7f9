using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CanaryMesh.Demo.Screen;

/// <summary>Lays the screen out.</summary>
internal static class ScreenLayout
{
    private const int NotesShown = 10;

    public static IRenderable Draw(ScreenModel model) => new Rows(Heading(model), Rollout(model), Sides(model), Totals(model), Notes(model));

    private static Rule Heading(ScreenModel model) =>
        new Rule($"[bold]{Markup.Escape(model.Chapter)}[/]  {ScreenText.Clock(model.Elapsed)}").LeftJustified();

    private static Table Rollout(ScreenModel model)
    {
        var grid = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        grid.AddRow("phase", $"[{Colour(model.Canary.Phase)}]{Markup.Escape(model.Canary.Phase)}[/]");
        grid.AddRow("weight", $"{ScreenText.Bar(model.Canary.Weight / 100.0)} asked {model.Canary.Weight} %");
        grid.AddRow("measured", model.MeasuredShare is { } share
            ? string.Create(CultureInfo.InvariantCulture, $"{ScreenText.Bar(share)} {share * 100:0.0} % of the last 3 s")
            : "-");
        grid.AddRow("next", Markup.Escape(model.Next));
        return grid;
    }

    private static Table Sides(ScreenModel model)
    {
        var table = new Table().AddColumns("side", "version", "requests", "failed", "error rate", "p99");
        foreach (var side in model.Sides)
        {
            table.AddRow(
                side.Side, side.Version, ScreenText.Number(side.Requests), side.Failed > 0 ? $"[red]{ScreenText.Number(side.Failed)}[/]" : "0",
                ScreenText.Percent(side.ErrorRate), ScreenText.Milliseconds(side.P99));
        }
        return table;
    }

    private static Markup Totals(ScreenModel model) => new(
        $"sent {ScreenText.Number(model.Totals.Sent)}   ok {ScreenText.Number(model.Totals.Ok)}   failed {ScreenText.Number(model.Totals.Failed)}   "
        + (model.Totals.Lost > 0 ? $"[red]lost {ScreenText.Number(model.Totals.Lost)}[/]" : "[green]lost 0[/]"));

    private static Panel Notes(ScreenModel model) => new Panel(
        new Markup(Markup.Escape(string.Join('\n', model.Notes.TakeLast(NotesShown).Select(note => $"{ScreenText.Clock(note.At)}  {note.Text}"))))).Header("events").Expand();

    private static string Colour(string phase) => phase switch
    {
        "Succeeded" or "Initialized" => "green",
        "Failed" => "red",
        _ => "yellow",
    };
}

using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Cli.Rollouts;
using Spectre.Console;

namespace CanaryMesh.Cli.Rendering;

/// <summary>The rollouts of a namespace, a line each, in kubectl's manner.</summary>
internal static class RolloutTable
{
    private static readonly string[] Headings = ["NAME", "PHASE", "WEIGHT", "FAILED", "PRIMARY", "TRIAL", "REASON"];

    internal static string Of(IReadOnlyList<RolloutView> views)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var heading in Headings)
        {
            table.AddColumn(new TableColumn(heading) { NoWrap = true, Padding = new Padding(0, 0, 3, 0) });
        }
        foreach (var view in views)
        {
            table.AddRow([.. Cells(view).Select(cell => new Text(cell))]);
        }
        return views.Count is 0 ? "No Canary found.\n" : PlainConsole.Draw(table);
    }

    private static string[] Cells(RolloutView view) =>
    [
        view.Name,
        view.Phase.Name(),
        $"{view.WeightAsked}",
        $"{view.FailedChecks}",
        view.Primary?.Version ?? "-",
        view.Trial?.Version ?? "-",
        view.Reason ?? "",
    ];
}

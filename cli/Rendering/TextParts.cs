using Spectre.Console;
using Spectre.Console.Rendering;

namespace CanaryMesh.Cli.Rendering;

/// <summary>What pages of text are put together from.</summary>
internal static class TextParts
{
    internal static IEnumerable<IRenderable> Section(string title, IEnumerable<Text[]> rows)
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

    internal static Grid Columns(int count, int indent = 0)
    {
        var grid = new Grid();
        for (var each = 0; each < count; each++)
        {
            grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(each is 0 ? indent : 0, 0, 2, 0) });
        }
        return grid;
    }

    internal static Text[] Row(params string[] texts) => [.. texts.Select(text => new Text(text))];
}

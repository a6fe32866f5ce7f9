using System.Globalization;
using CanaryMesh.Api.Values;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CanaryMesh.Cli.Rendering;

/// <summary>Draws to text without colours, so that a pipe and a terminal see the same.</summary>
internal static class PlainConsole
{
    // Wider than any terminal: a sentence is wrapped by whoever shows it, and scripts find it in one line.
    private const int Width = 4000;

    internal static string Draw(params IEnumerable<IRenderable> parts)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = Width;
        foreach (var part in parts)
        {
            console.Write(part);
        }
        return Trimmed(writer.ToString());
    }

    // What stands in a cluster's objects was written by anybody: nothing of it may act on the terminal that shows it.
    private static string Trimmed(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => ShownText.Line(line.TrimEnd()) + "\n"));
}

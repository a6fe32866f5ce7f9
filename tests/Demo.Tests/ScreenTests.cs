using CanaryMesh.Demo.Screen;
using CanaryMesh.Demo.Story;
using CanaryMesh.Load;
using CanaryMesh.Support.Rollouts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CanaryMesh.Demo.Tests;

public sealed class ScreenTests
{
    private static readonly ScreenModel Model = new(
        "version 2 is good", TimeSpan.FromSeconds(61),
        CanaryView.Unknown with { Phase = "Progressing", Weight = 20, AppliedWeight = 20 }, 0.193, "step 3 of 5 [soon]",
        [new SideRow("primary", "1", 800, 0, 0, 3.2), new SideRow("canary", "2", 200, 4, 0.02, 4.1)],
        new LoadSnapshot(1000, 996, 4, 0, [], []), [new Note(TimeSpan.FromSeconds(1), "Synced: [weight] 20")]);

    [Fact]
    public void Draw_ShowsWhatIsAskedMeasuredAndNext()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });

        console.Write(ScreenLayout.Draw(Model));

        foreach (var expected in new[] { "Progressing", "asked 20 %", "19.3 %", "step 3 of 5 [soon]", "2.0 %", "4.1 ms", "lost 0", "Synced: [weight] 20", "01:01" })
        {
            Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Lines_BetweenTwoLooks_AreOnlyWhatIsNew()
    {
        var later = Model with { Canary = Model.Canary with { Weight = 30 }, Notes = [.. Model.Notes, new Note(TimeSpan.FromSeconds(62), "Advance")] };

        var lines = PlainLines.Between(Model, later).ToList();

        Assert.Equal(2, lines.Count);
        Assert.Equal("01:02  Advance", lines[0]);
        Assert.Contains("weight 30 %", lines[1], StringComparison.Ordinal);
        Assert.Empty(PlainLines.Between(Model, Model));
    }
}

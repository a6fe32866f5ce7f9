using Spectre.Console;

namespace CanaryMesh.Demo.Screen;

/// <summary>One screen that redraws.</summary>
internal sealed class LiveScreen(IAnsiConsole console, TimeProvider clock) : IScreen
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(250);

    public Task ShowAsync(Func<ScreenModel> take, CancellationToken until) =>
        console.Live(ScreenLayout.Draw(take())).StartAsync(async live =>
        {
            while (!until.IsCancellationRequested)
            {
                await Task.WhenAny(Task.Delay(Redraw, clock, until));
                live.UpdateTarget(ScreenLayout.Draw(take()));
            }
        });
}

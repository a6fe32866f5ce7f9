namespace CanaryMesh.Demo.Screen;

/// <summary>Plain lines, for a pipe or a log.</summary>
internal sealed class PlainScreen(TextWriter output, TimeProvider clock) : IScreen
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public async Task ShowAsync(Func<ScreenModel> take, CancellationToken until)
    {
        ScreenModel? before = null;
        for (var ended = false; !ended;)
        {
            ended = until.IsCancellationRequested;
            var now = take();
            foreach (var line in PlainLines.Between(before, now))
            {
                await output.WriteLineAsync(line);
            }
            before = now;
            await Task.WhenAny(Task.Delay(Look, clock, until));
        }
    }
}

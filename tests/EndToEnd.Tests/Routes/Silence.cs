using CanaryMesh.Load;
using CanaryMesh.Support;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>Waits until a hundred requests in a row are answered by nobody of whom a test thinks: pods that are on their way out answer what they have.</summary>
internal static class Silence
{
    private const int InARow = 100;

    public static async Task OfAsync(LoadGenerator load, Func<LoadSnapshot, long> answered, string what)
    {
        var last = load.Counts.Snapshot();
        await Eventually.TrueAsync(
            () =>
            {
                var now = load.Counts.Snapshot();
                if (answered(now) != answered(last))
                {
                    last = now;
                }
                return now.Sent >= last.Sent + InARow;
            },
            RoutedApp.Within, what, CancellationToken.None);
    }
}

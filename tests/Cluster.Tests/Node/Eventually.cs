namespace CanaryMesh.Cluster.Tests.Node;

/// <summary>Waits for what happens in other processes.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    public static async Task TrueAsync(Func<bool> holds, Func<string>? seen = null)
    {
        var end = TimeProvider.System.GetUtcNow() + Limit;
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < end, $"It did not happen in time. Seen: {seen?.Invoke()}");
            await Task.Delay(Step);
        }
    }
}

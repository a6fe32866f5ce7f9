namespace CanaryMesh.Proxy.Tests.Support;

internal static class Until
{
    /// <summary>Returns as soon as it is so; fails after ten seconds.</summary>
    public static async Task TrueAsync(Func<bool> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var tries = 0; tries < 2000; tries++)
        {
            if (isSo())
            {
                return;
            }

            await timer.WaitForNextTickAsync();
        }

        Assert.Fail("It did not become so within ten seconds.");
    }
}

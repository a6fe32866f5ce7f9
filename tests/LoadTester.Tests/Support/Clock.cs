using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.LoadTester.Tests.Support;

/// <summary>Time that passes in steps, as fast as the work allows.</summary>
internal static class Clock
{
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private const int MostSteps = 10_000;

    /// <summary>Starts the work apart from the test's own context, where continuations run at once, and lets time pass until it ends or is cut off.</summary>
    public static Task<T> PassAsync<T>(FakeTimeProvider time, Func<Task<T>> work, Func<TimeSpan, bool>? isCutOff = null) => Task.Run(async () =>
    {
        var running = work();
        var start = time.GetTimestamp();
        for (var step = 0; step < MostSteps && !running.IsCompleted; step++)
        {
            time.Advance(Step);
            if (isCutOff?.Invoke(time.GetElapsedTime(start)) is true)
            {
                return await running.WaitAsync(TimeSpan.FromSeconds(30));
            }
        }

        Assert.True(running.IsCompleted, "the work did not end");
        return await running;
    });
}

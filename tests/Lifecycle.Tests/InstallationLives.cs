using System.Collections.Concurrent;
using CanaryMesh.EndToEnd.Tests.Phases;

namespace CanaryMesh.Lifecycle.Tests;

/// <summary>Every piece of life of an installation, two at once, each in a cluster of its own.</summary>
public sealed class InstallationLives : IAsyncLifetime
{
    private const int AtOnce = 2;
    private readonly ConcurrentDictionary<string, Task<LifeEnd[]>> _ends = [];

    public Task InitializeAsync() => Parallel.ForEachAsync(
        InstallationLife.All,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (life, _) => await Task.WhenAny(_ends[life.Name] = LiveAsync(life)));

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Of the app at rest, and of the one on trial.</summary>
    internal Task<LifeEnd[]> EndsAsync(string name) => _ends[name];

    private static async Task<LifeEnd[]> LiveAsync(InstallationLife life)
    {
        await using var apps = await InstalledApps.StartAsync(life.Name);
        await life.LiveAsync(apps);
        await LifeLoad.GoalAsync(apps.Resting.Target.Web.Load, apps.Trial.Target.Web.Load);
        return [await LifeEnd.OfAsync(apps.Resting), await LifeEnd.OfAsync(apps.Trial)];
    }
}

using System.Collections.Concurrent;
using CanaryMesh.EndToEnd.Tests;
using CanaryMesh.EndToEnd.Tests.Phases;

namespace CanaryMesh.Lifecycle.Tests;

/// <summary>Every piece of life, a few at once in one cluster, each with an app and a load of its own.</summary>
public sealed class AppLives : IAsyncLifetime
{
    private const int AtOnce = 3;
    private readonly ConcurrentDictionary<string, Task<LifeEnd>> _ends = [];

    public Task InitializeAsync() => Parallel.ForEachAsync(
        AppLife.All,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (life, _) => await Task.WhenAny(_ends[life.Name] = LiveAsync(life)));

    public Task DisposeAsync() => Task.CompletedTask;

    internal Task<LifeEnd> EndAsync(string name) => _ends[name];

    private static async Task<LifeEnd> LiveAsync(AppLife life)
    {
        await using var app = await PhasedApp.OfAsync(await SharedCluster.AddPlainAsync(life.Name, LifeLoad.Plan));
        await life.LiveAsync(app);
        await LifeLoad.GoalAsync(app.Target.Web.Load);
        return await LifeEnd.OfAsync(app);
    }
}

using System.Collections.Concurrent;

namespace CanaryMesh.EndToEnd.Tests.Phases;

/// <summary>One app for each phase, a few at once: more would start so many processes together that probes time out.</summary>
internal sealed class AppsInPhases
{
    private const int AtOnce = 3;
    private readonly ConcurrentDictionary<string, Task<PhasedApp>> _apps = [];

    /// <summary>Brings each app to its phase and does something with it there. What fails is told to whoever asks for that app.</summary>
    public Task RunAsync(string prefix, IEnumerable<Phase> phases, Func<PhasedApp, Task> thenAsync) => Parallel.ForEachAsync(
        phases,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (phase, _) => await Task.WhenAny(_apps[phase.Name] = RunAsync(prefix, phase, thenAsync)));

    public Task<PhasedApp> InAsync(string phase) => _apps[phase];

    public async Task EndAsync()
    {
        foreach (var app in _apps.Values.Where(app => app.IsCompletedSuccessfully))
        {
            await (await app).DisposeAsync();
        }
    }

    private static async Task<PhasedApp> RunAsync(string prefix, Phase phase, Func<PhasedApp, Task> thenAsync)
    {
        var app = await PhasedApp.StartAsync($"{prefix}-{phase.Name}");
        try
        {
            await phase.EnterAsync(app);
            await thenAsync(app);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }
}

using CanaryMesh.EndToEnd.Tests.Phases;

namespace CanaryMesh.EndToEnd.Tests.Leaving;

/// <summary>An app for each phase that has left in it.</summary>
public sealed class LeavingApps : IAsyncLifetime
{
    private readonly AppsInPhases _apps = new();

    public Task InitializeAsync() => _apps.RunAsync("leaving", Phase.All, app => app.LeaveAsync());

    public Task DisposeAsync() => _apps.EndAsync();

    internal Task<PhasedApp> LeftAsync(string phase) => _apps.InAsync(phase);
}

using CanaryMesh.SampleApp;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;

namespace CanaryMesh.Load.Tests;

public sealed class DrainingTests
{
    private static readonly AppSettings Settings = Of("0.3");

    [Fact]
    public async Task Drain_NobodyConnected_EndsAfterItsLength()
    {
        using var lifetime = new Lifetime();
        using var draining = new Draining(lifetime, Settings);

        await draining.StopLaterAsync();

        Assert.True(lifetime.Stopped);
    }

    [Fact]
    public async Task Drain_AClientIsConnected_WaitsUntilItHasLeft()
    {
        using var lifetime = new Lifetime();
        using var draining = new Draining(lifetime, Of("1"));
        var leave = new TaskCompletionSource();
        var connection = draining.CountAsync(new DefaultConnectionContext(), _ => leave.Task);

        var drain = draining.StopLaterAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.False(lifetime.Stopped);

        leave.SetResult();
        await connection;
        await drain;
        Assert.True(lifetime.Stopped);
    }

    [Fact]
    public async Task Drain_AClientNeverLeaves_IsBounded()
    {
        using var lifetime = new Lifetime();
        using var draining = new Draining(lifetime, Settings);
        _ = draining.CountAsync(new DefaultConnectionContext(), _ => new TaskCompletionSource().Task);

        await draining.StopLaterAsync();

        Assert.True(lifetime.Stopped);
    }

    private static AppSettings Of(string seconds) => AppSettings.Read(name => name == "DRAIN_SECONDS" ? seconds : null);

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stop = new();

        public bool Stopped => _stop.IsCancellationRequested;

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stop.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stop.Cancel();

        public void Dispose() => _stop.Dispose();
    }
}

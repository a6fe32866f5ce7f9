using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.Support.Rollouts;

/// <summary>Follows one Canary through kubectl.</summary>
public sealed class CanaryWatch : IAsyncDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(300);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _following;
    private volatile CanaryView _current = CanaryView.Unknown;

    public CanaryWatch(Kubectl kubectl, string name, TimeProvider clock) => _following = FollowAsync(kubectl, name, clock, _stop.Token);

    public CanaryView Current => _current;

    public WeightLog Weights { get; } = new();

    public Task UntilAsync(Func<CanaryView, bool> condition, TimeSpan within, string what, CancellationToken cancel) =>
        Eventually.TrueAsync(() => condition(Current), within, what, cancel);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        _stop.Dispose();
    }

    private async Task FollowAsync(Kubectl kubectl, string name, TimeProvider clock, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            // By field, so that the watch also stands before the Canary exists.
            await foreach (var canary in kubectl.WatchAsync(["canaries.flagger.app", $"--field-selector=metadata.name={name}"], cancel))
            {
                _current = CanaryView.Read(canary);
                Weights.Add(clock.GetUtcNow(), _current);
            }
            await Task.WhenAny(Task.Delay(Again, clock, cancel));
        }
    }
}

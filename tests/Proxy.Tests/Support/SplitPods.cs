namespace CanaryMesh.Proxy.Tests.Support;

/// <summary>A pod of the primary with its client, and one canary pod that it may send to.</summary>
public abstract class SplitPods : IAsyncLifetime
{
    private protected TestPod Pod { get; private set; } = null!;

    private protected TestPod Canary { get; private set; } = null!;

    private protected HttpClient Client { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Pod = await TestPod.StartAsync();
        Canary = await TestPod.StartAsync("canary-1", "canary");
        Canary.Server.Policies.Offer(Some.Policy(1, 0, "canary"));
        Client = Pod.Client();
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Pod.DisposeAsync();
        await Canary.DisposeAsync();
    }
}

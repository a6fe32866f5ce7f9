using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Leadership;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Leadership;

public sealed class FencedApiTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLeases _behind = new();
    private readonly LeaseFence _fence;
    private readonly FencedApi _api;

    public FencedApiTests()
    {
        _fence = new LeaseFence(new LeaseTiming(), _time);
        _api = new FencedApi(_behind, _fence);
    }

    [Fact]
    public async Task Write_BeforeAnyLease_IsNotSent()
    {
        Assert.True((await CreateAsync()).Unreachable);
        Assert.Null(_behind.Spec);
    }

    [Fact]
    public async Task Write_WhileTheLeaseStands_IsSent()
    {
        _fence.Renewed(_time.GetTimestamp());
        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.True((await CreateAsync()).Ok);
    }

    [Fact]
    public async Task Write_OfAProcessThatWasStoppedForLonger_IsNotSent()
    {
        _fence.Renewed(_time.GetTimestamp());
        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.True((await CreateAsync()).Unreachable);
        Assert.Null(_behind.Spec);
    }

    [Fact]
    public async Task Read_WithoutALease_IsSent()
    {
        _behind.Put("other", 1);

        Assert.True((await _api.GetAsync(KubeKind.Leases, "ns", "lease", CancellationToken.None)).Ok);
    }

    private Task<KubeResult> CreateAsync() =>
        _api.CreateAsync(KubeKind.Leases, "ns", new JsonObject { ["metadata"] = new JsonObject(), ["spec"] = new JsonObject() }, CancellationToken.None);
}

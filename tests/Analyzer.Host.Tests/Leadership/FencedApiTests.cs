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

    [Fact]
    public async Task Write_ThatIsStillOnItsWayWhenTheLeaseRunsOut_IsCancelledAndHasNoAnswer()
    {
        var hanging = new HangingApi();
        _fence.Renewed(_time.GetTimestamp());
        _time.Advance(TimeSpan.FromSeconds(6));
        var writing = PatchAsync(hanging);

        _time.Advance(TimeSpan.FromSeconds(3.9));
        Assert.False(hanging.Cancelled);
        _time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.True((await writing.WaitAsync(TimeSpan.FromSeconds(20))).Unreachable);
        Assert.True(hanging.Cancelled);
    }

    [Fact]
    public async Task Write_DuringWhichTheLeaseIsRenewed_GoesOn()
    {
        var hanging = new HangingApi();
        _fence.Renewed(_time.GetTimestamp());
        var writing = PatchAsync(hanging);

        _time.Advance(TimeSpan.FromSeconds(5));
        _fence.Renewed(_time.GetTimestamp());
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.False(hanging.Cancelled);

        hanging.Answer();
        Assert.True((await writing.WaitAsync(TimeSpan.FromSeconds(20))).Ok);
    }

    private Task<KubeResult> PatchAsync(IKubeApi behind) =>
        new FencedApi(behind, _fence).PatchAsync(KubeKind.Pods, "ns", "pod", PatchKind.Merge, new JsonObject(), null, CancellationToken.None);

    private Task<KubeResult> CreateAsync() =>
        _api.CreateAsync(KubeKind.Leases, "ns", new JsonObject { ["metadata"] = new JsonObject(), ["spec"] = new JsonObject() }, CancellationToken.None);
}

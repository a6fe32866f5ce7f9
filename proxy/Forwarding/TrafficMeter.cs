using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>What is not kept per policy: requests in flight, and draws by side and weight.</summary>
internal sealed class TrafficMeter(TimeProvider time) : IDisposable
{
    private const int Weights = 101;
    private readonly long[] _drawn = new long[2 * Weights];
    private int _inFlight;
    private int _inFlightCanary;

    public int InFlight => Volatile.Read(ref _inFlight);

    public int InFlightCanary => Volatile.Read(ref _inFlightCanary);

    public SampleRing Samples { get; } = new();

    /// <summary>Drawn requests whose answer has not begun.</summary>
    public HeadWatch Heads { get; } = new(time);

    /// <summary>Called when the last request drawn to the canary has ended.</summary>
    public Action? CanaryIdle { get; set; }

    public long Drawn(bool canary, uint weight) => Volatile.Read(ref _drawn[Index(canary, weight)]);

    public void CountDraw(bool canary, uint weight) => Interlocked.Increment(ref _drawn[Index(canary, weight)]);

    public void Dispose() => Heads.Dispose();

    public void Enter() => Interlocked.Increment(ref _inFlight);

    public void Leave() => Interlocked.Decrement(ref _inFlight);

    public void EnterCanary() => Interlocked.Increment(ref _inFlightCanary);

    public void LeaveCanary()
    {
        if (Interlocked.Decrement(ref _inFlightCanary) == 0)
        {
            CanaryIdle?.Invoke();
        }
    }

    private static int Index(bool canary, uint weight) => (canary ? Weights : 0) + (int)weight;
}

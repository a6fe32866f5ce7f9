namespace CanaryMesh.Proxy.Telemetry;

/// <summary>The last failed or slow requests. Writers take a number and overwrite that slot; a reader sees what is newer than it has read.</summary>
internal sealed class SampleRing
{
    public const int Size = 64;

    private readonly RequestFailure?[] _slots = new RequestFailure?[Size];
    private long _last;

    public void Add(RequestFailure sample)
    {
        var sequence = Interlocked.Increment(ref _last);
        Volatile.Write(ref _slots[sequence % Size], sample with { Sequence = sequence });
    }

    public IReadOnlyList<RequestFailure> Since(long sequence)
    {
        var newer = new List<RequestFailure>();
        for (var index = 0; index < Size; index++)
        {
            if (Volatile.Read(ref _slots[index]) is { } sample && sample.Sequence > sequence)
            {
                newer.Add(sample);
            }
        }

        newer.Sort((left, right) => left.Sequence.CompareTo(right.Sequence));
        return newer;
    }
}

namespace CanaryMesh.Mesh.Forwarding;

/// <summary>Random numbers that a seed repeats.</summary>
internal sealed class Draws(int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    public double Next()
    {
        lock (_lock)
        {
            return _random.NextDouble();
        }
    }

    public T Of<T>(IReadOnlyList<T> items) => items[(int)(Next() * items.Count)];
}

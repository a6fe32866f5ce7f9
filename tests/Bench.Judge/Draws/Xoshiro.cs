using System.Numerics;

namespace CanaryMesh.Bench.Judge.Draws;

/// <summary>xoshiro256**, seeded by the name of an experiment and the number of a run: the same on every machine and for any number of threads.</summary>
internal sealed class Xoshiro
{
    private ulong first;
    private ulong second;
    private ulong third;
    private ulong fourth;

    public Xoshiro(ulong seed)
    {
        first = Mix(ref seed);
        second = Mix(ref seed);
        third = Mix(ref seed);
        fourth = Mix(ref seed);
    }

    public static Xoshiro For(string experiment, int run)
    {
        // FNV-1a: string.GetHashCode differs from process to process.
        var hash = 14695981039346656037UL;
        foreach (var letter in experiment)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return new(hash + ((ulong)run * 0xD1342543DE82EF95UL));
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(second * 5, 7) * 9;
        var shifted = second << 17;
        third ^= first;
        fourth ^= second;
        second ^= third;
        first ^= fourth;
        third ^= shifted;
        fourth = BitOperations.RotateLeft(fourth, 45);
        return result;
    }

    /// <summary>A number from 0 to just under 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Happens(double chance) => Unit() < chance;

    public int Below(int limit) => (int)(Unit() * limit);

    private static ulong Mix(ref ulong state)
    {
        var mixed = state += 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}

namespace CanaryMesh.SampleApp;

/// <summary>Whether the n-th request fails: the same seed gives the same requests, spread without a pattern.</summary>
internal static class ErrorDraw
{
    public static bool Fails(double errorRate, int seed, long request) => Fraction(seed, request) < errorRate;

    // SplitMix64: neighbouring request numbers give unrelated values.
    private static double Fraction(int seed, long request)
    {
        unchecked
        {
            var z = ((ulong)(uint)seed << 32) + (ulong)request * 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return ((z ^ (z >> 31)) >> 11) / (double)(1UL << 53);
        }
    }
}

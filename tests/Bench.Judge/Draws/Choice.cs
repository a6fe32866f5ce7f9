namespace CanaryMesh.Bench.Judge.Draws;

/// <summary>Draws an index with chances in proportion to masses.</summary>
internal sealed class Choice
{
    private readonly double[] upTo;

    public Choice(IReadOnlyList<double> masses)
    {
        upTo = new double[masses.Count];
        var sum = 0.0;
        for (var index = 0; index < upTo.Length; index++)
        {
            sum += masses[index];
            upTo[index] = sum;
        }
    }

    public int Draw(Xoshiro draws)
    {
        var at = Array.BinarySearch(upTo, draws.Unit() * upTo[^1]);
        return Math.Min(at < 0 ? ~at : at + 1, upTo.Length - 1);
    }
}

namespace CanaryMesh.Bench.Judge.Traffic;

/// <summary>One release seen second by second.</summary>
internal sealed class Recording
{
    private readonly Counts[] before;
    private readonly double[] weights;

    /// <summary>Counts and weight in force, one of each per second.</summary>
    public Recording(IReadOnlyList<Counts> seconds, double[] weights)
    {
        this.weights = weights;
        before = new Counts[seconds.Count + 1];
        for (var second = 0; second < seconds.Count; second++)
        {
            before[second + 1] = before[second] + seconds[second];
        }
    }

    private Recording(Recording other, double[] weights)
    {
        before = other.before;
        this.weights = weights;
    }

    public int Seconds => weights.Length;

    public double Weight(int second) => weights[second];

    /// <summary>What happened from the start of one second to the start of another.</summary>
    public Counts Window(int from, int until) => before[until] - before[from];

    public Counts Until(int? second) => before[second ?? Seconds];

    /// <summary>The same traffic under a weight that somebody else believes to be in force.</summary>
    public Recording Said(double weight)
    {
        var said = new double[Seconds];
        Array.Fill(said, weight);
        return new(this, said);
    }
}

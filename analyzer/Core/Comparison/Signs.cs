using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Comparison;

/// <summary>Comparison of a metric that counts nothing, such as CPU: in how many intervals the canary's value was worse than the margin, and in how many better.</summary>
public readonly record struct Signs(int Worse, int Better)
{
    private static readonly double[] Bets = [0.6, 0.75, 0.9, 0.99];

    /// <summary>Natural logarithm of the evidence against "in each interval the canary is as likely better as worse".</summary>
    public double LogValue
    {
        get
        {
            var sum = double.NegativeInfinity;
            foreach (var bet in Bets)
            {
                sum = LogDomain.Add(sum, (Worse * Math.Log(2.0 * bet)) + (Better * Math.Log(2.0 * (1.0 - bet))));
            }
            return sum - Math.Log(Bets.Length);
        }
    }

    /// <summary>The signs with those of another interval of at least a minute, in which both sides were measured; larger values are worse.
    /// A tie, or a value that is no number, counts for nobody.</summary>
    public Signs With(double canary, double primary, Margin margin) => (canary - ((margin.Ratio * primary) + margin.Added)) switch
    {
        > 0.0 => this with { Worse = Worse + 1 },
        < 0.0 => this with { Better = Better + 1 },
        _ => this,
    };
}

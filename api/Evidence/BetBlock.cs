namespace CanaryMesh.Api.Evidence;

/// <summary>One block with what all bets on it have in common.</summary>
internal readonly struct BetBlock
{
    private readonly double x;
    private readonly double events;
    private readonly double share;
    private readonly double allowance;

    public BetBlock(double x, double y, double a, double b, Margin margin)
    {
        var weighted = (margin.Ratio * a) + b;
        this.x = x;
        events = x + y;
        share = margin.Ratio * a / weighted;
        allowance = margin.Added * a * b / weighted;
    }

    // The share is the chance that an event is the canary's, exactly at the margin.
    public double LogPayoff(double size, double logSize)
    {
        var growth = 1.0 + (share * (size - 1.0));
        return (x * logSize) - (events * Math.Log(growth)) - (allowance * (size - 1.0) / growth);
    }
}

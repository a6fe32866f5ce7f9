namespace CanaryMesh.Api.Evidence;

/// <summary>The smallest regression that a run notices: from which errors per request of the canary on it is rolled back, beside the primary's.
/// Without a rate not even a version that fails every request is noticed.</summary>
public readonly record struct DetectionLimit(double Primary, double? Rate)
{
    // Of a service that hardly ever fails, many times more errors may still be few.
    private const double MostTimes = 10.0;
    private const double MostOfAll = 0.05;

    /// <summary>The limit of a run through these weights beside a primary that fails as often, if it is rolled back at <paramref name="alpha"/>.</summary>
    public static DetectionLimit Of(Margin margin, IReadOnlyList<WeightedRequests> run, double primary, double alpha) =>
        new(primary, Forecast.SmallestNoticed(margin, run, primary, alpha));

    /// <summary>How many times the primary's errors; null where nothing is noticed, or the primary has none.</summary>
    public double? Times => Primary > 0.0 ? Rate / Primary : null;

    /// <summary>What matters to users is noticed: ten times as many errors, or where that is less, a twentieth of the requests.</summary>
    public bool IsUseful => Rate is { } rate && (rate <= MostOfAll || Times <= MostTimes);
}

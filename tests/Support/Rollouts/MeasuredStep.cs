using CanaryMesh.Load;

namespace CanaryMesh.Support.Rollouts;

/// <summary>The share asked for beside the share that clients saw, and the difference that chance alone explains.</summary>
public sealed record MeasuredStep(int Weight, long Requests, long OnCanary)
{
    // Statuses trail the proxies: a step's first and last moments may belong to its neighbours.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Trailing = TimeSpan.FromMilliseconds(1200);

    public double Asked => Weight / 100.0;

    public double Share => Requests == 0 ? 0 : (double)OnCanary / Requests;

    public double Allowed => Requests == 0 ? 0 : 4 * Math.Sqrt(Asked * (1 - Asked) / Requests);

    public bool Within => Requests > 0 && Math.Abs(Share - Asked) <= Allowed;

    /// <summary>Steps too short to tell are left out.</summary>
    public static IReadOnlyList<MeasuredStep> Of(IEnumerable<WeightStep> steps, LoadCounts counts, string version) =>
        [.. steps.Where(step => step.To - Trailing > step.From + Settling).Select(step => Of(step, counts, version))];

    private static MeasuredStep Of(WeightStep step, LoadCounts counts, string version)
    {
        var (all, onCanary) = counts.Between(step.From + Settling, step.To!.Value - Trailing, version);
        return new MeasuredStep(step.Weight, all, onCanary);
    }
}

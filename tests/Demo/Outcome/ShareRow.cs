using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.Demo.Outcome;

/// <summary>One step's share, asked and measured.</summary>
internal sealed record ShareRow(string Version, int Weight, long Requests, long OnCanary, double Share, double Allowed, bool Within)
{
    public static ShareRow Of(string version, MeasuredStep step) =>
        new(version, step.Weight, step.Requests, step.OnCanary, Math.Round(step.Share, 4), Math.Round(step.Allowed, 4), step.Within);
}

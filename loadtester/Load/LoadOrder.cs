namespace CanaryMesh.LoadTester.Load;

/// <summary>A plan, whether its caller waits for the result, and the least share of good answers (percent) that is a success then.</summary>
internal sealed record LoadOrder(LoadPlan Plan, bool Waits, double LeastSuccess)
{
    /// <summary>Load that reached nothing is no success, whatever was asked for.</summary>
    public bool IsMet(LoadResult result) => result.Answered > 0 && result.SuccessPercent >= LeastSuccess;
}

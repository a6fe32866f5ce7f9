namespace CanaryMesh.Analyzer.Reconciling;

/// <summary>How a tick ended, which decides when its key is looked at again.</summary>
internal abstract record ReconcileOutcome
{
    private ReconcileOutcome()
    {
    }

    public static ReconcileOutcome Settled { get; } = new Done();

    /// <summary>Nothing to do until something changes.</summary>
    internal sealed record Done : ReconcileOutcome;

    /// <summary>All well; look again after a while.</summary>
    internal sealed record After(TimeSpan Delay) : ReconcileOutcome;

    /// <summary>Somebody wrote in between: look again, at once and then ever later while it goes on.</summary>
    internal sealed record Conflict : ReconcileOutcome;

    /// <summary>Something failed that may pass: look again with growing delay.</summary>
    internal sealed record Retry(string Error) : ReconcileOutcome;
}

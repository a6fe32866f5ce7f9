namespace CanaryMesh.Cluster.Controllers.Jobs;

/// <summary>When a Job is over, and how many pods it runs until then.</summary>
internal static class JobRules
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    public static JobVerdict? Judge(JobSpec spec, JobCounts counts, TimeSpan active)
    {
        if (counts.Failed > spec.BackoffLimit || (spec.RestartsInPlace && RestartedTooOften(spec, counts)))
        {
            return new JobVerdict(false, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        }

        if (spec.ActiveDeadline is { } deadline && !spec.Suspended && active >= TimeSpan.FromSeconds(deadline))
        {
            return new JobVerdict(false, "DeadlineExceeded", "Job was active longer than specified deadline");
        }

        var done = spec.Completions is { } wished ? counts.Succeeded >= wished : counts.Succeeded > 0 && counts.Active == 0;
        return done ? new JobVerdict(true, "CompletionsReached", "Reached expected number of succeeded pods") : null;
    }

    public static int WishedActive(JobSpec spec, JobCounts counts)
    {
        if (spec.Suspended)
        {
            return 0;
        }

        return spec.Completions is { } wished
            ? Math.Max(0, Math.Min(spec.Parallelism, wished - counts.Succeeded))
            : counts.Succeeded > 0 ? counts.Active : spec.Parallelism;
    }

    /// <summary>How long after a failure the next pod is made.</summary>
    public static TimeSpan Pause(int failed)
    {
        var pause = failed == 0 ? TimeSpan.Zero : FirstPause * Math.Pow(2, Math.Min(failed, 16) - 1);
        return pause < LongestPause ? pause : LongestPause;
    }

    private static bool RestartedTooOften(JobSpec spec, JobCounts counts) =>
        spec.BackoffLimit == 0 ? counts.Restarts > 0 : counts.Restarts >= spec.BackoffLimit;
}

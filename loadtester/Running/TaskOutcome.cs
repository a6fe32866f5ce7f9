namespace CanaryMesh.LoadTester.Running;

/// <summary>How a task ended.</summary>
internal enum TaskOutcome
{
    Succeeded,
    Failed,
    TimedOut,

    /// <summary>Its caller went away.</summary>
    Abandoned,

    /// <summary>It was still running when the process had to end.</summary>
    Killed,
}

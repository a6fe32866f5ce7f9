namespace CanaryMesh.LoadTester.Running;

/// <summary>The longest a task may run; and when the process has to end, how long it still takes calls, and what running tasks are given then.</summary>
internal sealed record TaskBounds(TimeSpan Longest, TimeSpan Quiet, TimeSpan Grace);

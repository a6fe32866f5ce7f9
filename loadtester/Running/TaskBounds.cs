namespace CanaryMesh.LoadTester.Running;

/// <summary>The longest a task may run, and the time that running tasks are given when the process has to end.</summary>
internal sealed record TaskBounds(TimeSpan Longest, TimeSpan Grace);

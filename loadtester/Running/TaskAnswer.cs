namespace CanaryMesh.LoadTester.Running;

/// <summary>What the caller of a task is told.</summary>
internal readonly record struct TaskAnswer(int Status, string Text);

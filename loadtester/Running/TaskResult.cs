namespace CanaryMesh.LoadTester.Running;

/// <summary>How a task ended: one of the closed list of outcomes, a sentence, and what it printed.</summary>
internal sealed record TaskResult(TaskOutcome Outcome, string Sentence, string Output);

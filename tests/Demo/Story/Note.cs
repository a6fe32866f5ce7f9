namespace CanaryMesh.Demo.Story;

/// <summary>A line of the story.</summary>
internal sealed record Note(TimeSpan At, string Text);

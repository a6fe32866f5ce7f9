using CanaryMesh.Load;

namespace CanaryMesh.Demo.Story;

/// <summary>The counts when a chapter ended.</summary>
internal sealed record ChapterCounts(string Chapter, LoadSnapshot Counts);

namespace CanaryMesh.Demo.Story;

/// <summary>The story did not go as it must.</summary>
internal sealed class StoryException(string what) : Exception(what);

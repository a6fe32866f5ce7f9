namespace CanaryMesh.EndToEnd.Tests.Lost;

/// <summary>A phase went by before what was to strike it did: nothing is proved by the round, and another one is begun.</summary>
internal sealed class MissedException(string what) : Exception(what);

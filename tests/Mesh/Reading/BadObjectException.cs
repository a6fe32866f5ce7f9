namespace CanaryMesh.Mesh.Reading;

/// <summary>A route object says what no mesh can obey.</summary>
internal sealed class BadObjectException(string message) : Exception(message);

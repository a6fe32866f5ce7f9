namespace CanaryMesh.Cluster.Patching;

/// <summary>A patch that does not fit the object, or is none.</summary>
internal sealed class PatchException(string message, bool malformed = false) : Exception(message)
{
    public bool Malformed => malformed;
}

namespace CanaryMesh.Rights.Tests;

/// <summary>What is asked for although it may be refused, and then done without.</summary>
internal static class RefusedOnPurpose
{
    public static bool Holds(AskedRight asked) => false;
}

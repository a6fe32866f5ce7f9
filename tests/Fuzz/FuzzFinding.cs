namespace CanaryMesh.Fuzz;

/// <summary>What an input showed that must not be.</summary>
internal sealed class FuzzFinding(string message) : Exception(message)
{
    public static void Unless(bool holds, string message)
    {
        if (!holds)
        {
            throw new FuzzFinding(message);
        }
    }
}

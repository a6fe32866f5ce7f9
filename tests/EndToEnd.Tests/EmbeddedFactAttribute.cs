namespace CanaryMesh.EndToEnd.Tests;

/// <summary>A test that needs what only the embedded cluster has: on a real one it is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EmbeddedFactAttribute : FactAttribute
{
    public EmbeddedFactAttribute(string needs)
    {
        Needs = needs;
        Skip = EmbeddedOnly.Skip(needs);
    }

    public string Needs { get; }
}

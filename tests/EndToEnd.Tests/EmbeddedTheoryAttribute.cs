namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Cases that need what only the embedded cluster has: on a real one they are skipped, and say why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EmbeddedTheoryAttribute : TheoryAttribute
{
    public EmbeddedTheoryAttribute(string needs)
    {
        Needs = needs;
        Skip = EmbeddedOnly.Skip(needs);
    }

    public string Needs { get; }
}

namespace CanaryMesh.Document.Tests.Seed;

/// <summary>The test of the block under a heading of the document.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BlockFactAttribute(string heading) : FactAttribute
{
    public string Heading => heading;
}

namespace CanaryMesh.Document.Tests.Seed;

/// <summary>A fenced block of a document: the heading above it, its language, its text as it stands there.</summary>
internal sealed record Block(string Heading, string Language, string Text)
{
    public override string ToString() => $"the {Language} block under '{Heading}'";
}

namespace CanaryMesh.Document.Tests.Seed;

/// <summary>The test of the command under a heading of the document that has these words.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CommandFactAttribute(string heading, string words) : FactAttribute
{
    public string Heading => heading;

    public string Words => words;
}

namespace CanaryMesh.Document.Tests.Seed;

/// <summary>One command of a shell block, with the lines it goes on for.</summary>
internal sealed record DocumentCommand(string Heading, string Text)
{
    public override string ToString() => $"the command under '{Heading}': {Text}";
}

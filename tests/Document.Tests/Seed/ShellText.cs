namespace CanaryMesh.Document.Tests.Seed;

/// <summary>The commands of a shell block.</summary>
internal static class ShellText
{
    private const string GoesOn = " \\";

    public static IEnumerable<DocumentCommand> Commands(Block block)
    {
        List<string> lines = [];
        foreach (var line in block.Text.Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#')))
        {
            lines.Add(line);
            if (!line.EndsWith(GoesOn, StringComparison.Ordinal))
            {
                yield return new DocumentCommand(block.Heading, string.Join('\n', lines));
                lines.Clear();
            }
        }
    }
}

using CanaryMesh.Support;

namespace CanaryMesh.Document.Tests.Seed;

/// <summary>The document that this project is measured by, read from where it lies.</summary>
internal static class FlaggerDocument
{
    private const string Shared = "CANARYMESH_SHARED";
    private const string Shell = "bash";
    private const string Drawing = "mermaid";
    private static readonly Lazy<string> Text = new(Read);
    private static readonly Lazy<IReadOnlyList<Block>> All = new(() => Markdown.Blocks(Text.Value));

    /// <summary>Folder of what is shared with this repository.</summary>
    public static string SharedFolder { get; } =
        Environment.GetEnvironmentVariable(Shared) is { Length: > 0 } given ? given : Path.Combine(Path.GetDirectoryName(Repository.Root)!, "shared");

    /// <summary>Blocks that are applied or read; what is run stands under Commands, drawings are neither.</summary>
    public static IReadOnlyList<Block> Blocks => [.. All.Value.Where(block => block.Language is not (Shell or Drawing))];

    public static IReadOnlyList<DocumentCommand> Commands => [.. All.Value.Where(block => block.Language == Shell).SelectMany(ShellText.Commands)];

    public static string Block(string heading) => Only(Blocks.Where(block => block.Heading == heading), $"block under '{heading}'").Text;

    /// <summary>The command under a heading that has these words.</summary>
    public static string Command(string heading, string words) =>
        Only(Commands.Where(command => IsMeant(command, heading, words)), $"command under '{heading}' with '{words}'").Text;

    public static bool HasHeading(string heading) =>
        Text.Value.ReplaceLineEndings("\n").Split('\n').Any(line => line.StartsWith('#') && line.TrimStart('#').Trim() == heading);

    public static bool IsMeant(DocumentCommand command, string heading, string words) =>
        command.Heading == heading && command.Text.Contains(words, StringComparison.Ordinal);

    private static T Only<T>(IEnumerable<T> found, string what) =>
        found.ToList() is [var only] ? only : throw new InvalidDataException($"the document has not exactly one {what}");

    private static string Read()
    {
        var file = Path.Combine(SharedFolder, "seeds", "canary-deployments-with-flagger.md");
        return File.Exists(file)
            ? File.ReadAllText(file)
            : throw new FileNotFoundException($"the document is missing: {file}. Put the folder 'shared' beside the working copy, or name it with {Shared}");
    }
}

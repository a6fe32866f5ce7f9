using CanaryMesh.Support;

namespace CanaryMesh.Document.Tests.Stage;

/// <summary>What the README says about the document, block by block.</summary>
internal static class Readme
{
    private const string Section = "## The Flagger document, block by block";
    private static readonly Lazy<IReadOnlyList<string[]>> Rows = new(Read);

    /// <summary>The headings of the document that it has rows for.</summary>
    public static IReadOnlyList<string> Headings => [.. Rows.Value.Select(row => row[0].Split(": ")[0]).Where(heading => heading is not ("block" or "---"))];

    /// <summary>What to write instead of a block or command, by the start of its row.</summary>
    public static string Instead(string block) => Rows.Value.Where(row => row[0].StartsWith(block, StringComparison.Ordinal)).ToList() is [var only]
        ? only[2]
        : throw new InvalidDataException($"the README's section on the document has not exactly one row that begins with '{block}'");

    private static IReadOnlyList<string[]> Read() =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "README.md")).SkipWhile(line => !line.StartsWith(Section, StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | ")).Where(row => row.Length == 3),
    ];
}

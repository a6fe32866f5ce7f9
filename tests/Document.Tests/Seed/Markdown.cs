namespace CanaryMesh.Document.Tests.Seed;

/// <summary>The fenced blocks of a markdown text.</summary>
internal static class Markdown
{
    private const int ShortestFence = 3;

    public static IReadOnlyList<Block> Blocks(string markdown)
    {
        List<Block> blocks = [];
        List<string>? inside = null;
        var (heading, language, fence) = ("", "", 0);
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            var ticks = line.Length - line.TrimStart('`').Length;
            if (inside is not null && ticks >= fence && line.Trim('`').Length == 0)
            {
                blocks.Add(new Block(heading, language, string.Concat(inside.Select(each => each + "\n"))));
                inside = null;
            }
            else if (inside is not null)
            {
                inside.Add(line);
            }
            else if (ticks >= ShortestFence)
            {
                (inside, fence, language) = ([], ticks, line[ticks..].Trim());
            }
            else if (line.StartsWith('#'))
            {
                heading = line.TrimStart('#').Trim();
            }
        }

        return inside is null ? blocks : throw new InvalidDataException($"the block under '{heading}' has no end");
    }
}

namespace CanaryMesh.Document.Tests.Seed;

public sealed class MarkdownTests
{
    private const string Text = """
        # Top
        ## First
        ```yaml
        a: 1
        ```
        ### Second
        <snippet>
        ````yaml
        # no heading
        ```
        b: 2
        ````
        ```bash
        # why
        one -a \
          --b

        two
        ```
        """;

    [Fact]
    public void Blocks_WithFencesOfDifferentLength_AreTakenWholeUnderTheirHeadings() => Assert.Equal(
        [new Block("First", "yaml", "a: 1\n"), new Block("Second", "yaml", "# no heading\n```\nb: 2\n"), new Block("Second", "bash", "# why\none -a \\\n  --b\n\ntwo\n")],
        Markdown.Blocks(Text));

    [Fact]
    public void Commands_OfAShellBlock_GoOnOverLinesAndLeaveCommentsOut() => Assert.Equal(
        ["one -a \\\n  --b", "two"], ShellText.Commands(Markdown.Blocks(Text)[2]).Select(command => command.Text));

    [Fact]
    public void Block_WithoutAnEnd_IsRefused() => Assert.Throws<InvalidDataException>(() => Markdown.Blocks("## A\n```yaml\na: 1\n"));
}

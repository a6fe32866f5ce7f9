using System.Reflection;

namespace CanaryMesh.Document.Tests.Seed;

/// <summary>Nothing of the document is left out: a block or command that is new there fails here until it has its test.</summary>
public sealed class ClaimTests
{
    private static readonly MethodInfo[] Methods =
        [.. typeof(ClaimTests).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))];

    private static readonly BlockFactAttribute[] BlockTests = [.. Methods.SelectMany(method => method.GetCustomAttributes<BlockFactAttribute>())];
    private static readonly CommandFactAttribute[] CommandTests = [.. Methods.SelectMany(method => method.GetCustomAttributes<CommandFactAttribute>())];

    [Fact]
    public void EveryBlock_OfTheDocument_HasExactlyOneTest()
    {
        var blocks = FlaggerDocument.Blocks;

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.True(BlockTests.Count(test => test.Heading == block.Heading) == 1, $"{block} has not exactly one test"));
        Assert.All(BlockTests, test => Assert.True(blocks.Count(block => block.Heading == test.Heading) == 1, $"the test of '{test.Heading}' has not exactly one block"));
    }

    [Fact]
    public void EveryCommand_OfTheDocument_HasExactlyOneTest()
    {
        var commands = FlaggerDocument.Commands;

        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.True(
            CommandTests.Count(test => FlaggerDocument.IsMeant(command, test.Heading, test.Words)) == 1, $"{command} has not exactly one test"));
        Assert.All(CommandTests, test => Assert.True(
            commands.Count(command => FlaggerDocument.IsMeant(command, test.Heading, test.Words)) == 1, $"the test of '{test.Words}' under '{test.Heading}' has not exactly one command"));
    }
}

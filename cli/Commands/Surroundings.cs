namespace CanaryMesh.Cli.Commands;

/// <summary>What a command may use besides its arguments.</summary>
internal sealed record Surroundings(TextWriter Output, TextWriter Error, TimeProvider Clock)
{
    internal TextReader Input { get; init; } = TextReader.Null;

    internal int Fail(int code, string sentence)
    {
        Error.WriteLine($"error: {sentence}");
        return code;
    }

    /// <summary>What is said does not hold without this; the command goes on.</summary>
    internal void Caution(string sentence) => Error.WriteLine($"warning: {sentence}");
}

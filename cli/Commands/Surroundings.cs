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
}

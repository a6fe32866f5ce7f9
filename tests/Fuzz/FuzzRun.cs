namespace CanaryMesh.Fuzz;

/// <summary>Inputs of one target by their seeds: each can be made again by its number alone.</summary>
internal sealed record FuzzRun(IFuzzTarget Target, int Seed)
{
    /// <summary>The findings, each with the number of its input; a handful is enough.</summary>
    public IReadOnlyList<string> Run(int count, int most = 5)
    {
        var found = new List<string>();
        for (var number = 0; number < count && found.Count < most; number++)
        {
            if (One(number) is { } finding)
            {
                found.Add(finding);
            }
        }

        return found;
    }

    // Whatever it is that escapes is the finding: this is the outermost loop.
    public string? One(int number)
    {
        try
        {
            Target.Try(new Random(HashCode(number)));
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"{Target.Name} input {number} of seed {Seed}: {exception}";
        }
    }

    // The same in every process, which System.HashCode is not.
    private int HashCode(int number) => unchecked((int)(((uint)Seed * 2654435761u) ^ ((uint)number * 2246822519u)));
}

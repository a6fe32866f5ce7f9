namespace CanaryMesh.Fuzz;

/// <summary>One thing that reads what others write. It throws what it finds.</summary>
internal interface IFuzzTarget
{
    string Name { get; }

    /// <summary>One input, made from that randomness alone.</summary>
    void Try(Random random);
}

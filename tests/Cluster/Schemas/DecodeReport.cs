namespace CanaryMesh.Cluster.Schemas;

/// <summary>What decoding found: fields nobody knows, and the first value of a wrong type.</summary>
internal sealed class DecodeReport
{
    public List<string> Unknown { get; } = [];

    public string? WrongType { get; set; }
}

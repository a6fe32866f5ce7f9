namespace CanaryMesh.Cluster.Node;

/// <summary>A file of a volume the API server fills.</summary>
internal sealed record VolumeFile(byte[] Content, UnixFileMode Mode)
{
    public bool Equals(VolumeFile? other) => other is not null && Mode == other.Mode && Content.AsSpan().SequenceEqual(other.Content);

    public override int GetHashCode() => HashCode.Combine(Content.Length, Mode);
}

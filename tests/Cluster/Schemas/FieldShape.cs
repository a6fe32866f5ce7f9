namespace CanaryMesh.Cluster.Schemas;

/// <summary>What a field holds.</summary>
internal enum FieldShape
{
    Struct,
    Map,
    List,
    Text,
    Integer,
    Long,
    Number,
    Flag,
    Time,
    MicroTime,
    Quantity,
    IntOrString,
    Bytes,
    Any,
}

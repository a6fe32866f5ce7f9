using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Ownership;

/// <summary>The types below a type; what is not typed is shared field by field.</summary>
internal static class Shapes
{
    public static FieldType? Child(FieldType? type, string name) => type?.Shape switch
    {
        FieldShape.Struct => type.Fields.GetValueOrDefault(name),
        FieldShape.Map => type.Element,
        _ => null,
    };
}

using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>A definition's schema as the type that appliers share fields by.</summary>
internal static class DefinedTypes
{
    private static readonly FieldType Text = new(FieldShape.Text);

    public static FieldType Root(StructuralSchema schema)
    {
        var fields = Fields(schema);
        fields["apiVersion"] = Text;
        fields["kind"] = Text;
        fields["metadata"] = ModelTypes.Metadata;
        return new FieldType(FieldShape.Struct) { FieldSource = () => fields, KeepsUnknown = schema.KeepsUnknown };
    }

    private static FieldType Of(StructuralSchema schema)
    {
        if (schema.Items is { } items)
        {
            return new FieldType(FieldShape.List) { Element = Of(items), Rule = Rule(schema.ListType), Keys = schema.ListKeys };
        }

        if (schema.Additional is { } element)
        {
            return new FieldType(FieldShape.Map) { Element = Of(element), Atomic = schema.MapType == "atomic" };
        }

        if (schema.Types is ["object"])
        {
            return new FieldType(FieldShape.Struct)
            {
                FieldSource = () => Fields(schema),
                KeepsUnknown = schema.KeepsUnknown || schema.AnyAdditional,
                Atomic = schema.MapType == "atomic",
            };
        }

        return new FieldType(Scalar(schema));
    }

    private static Dictionary<string, FieldType> Fields(StructuralSchema schema) => schema.Properties.ToDictionary(p => p.Key, p => Of(p.Value), StringComparer.Ordinal);

    private static ListRule Rule(string? listType) => listType switch { "map" => ListRule.Map, "set" => ListRule.Set, _ => ListRule.Atomic };

    private static FieldShape Scalar(StructuralSchema schema) => schema switch
    {
        { IntOrString: true } => FieldShape.IntOrString,
        { Types: ["string"] } => FieldShape.Text,
        { Types: ["integer"] } => FieldShape.Long,
        { Types: ["number"] } => FieldShape.Number,
        { Types: ["boolean"] } => FieldShape.Flag,
        _ => FieldShape.Any,
    };
}

using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>What a schema asks of its objects.</summary>
internal static class DefinedRules
{
    private static readonly HashSet<string> Blocking = ["FieldValueNotSupported", "FieldValueRequired", "FieldValueTooLong", "FieldValueTooMany", "FieldValueTypeInvalid"];

    public static KindRules Of(StructuralSchema schema) => new()
    {
        Default = o => SchemaDefaults.Fill(o, schema),
        Validate = (o, faults) => Validate(o, null, schema, faults),
        ValidateUpdate = (changed, old, faults) => Transitions(changed, old, schema, faults),
    };

    /// <summary>The body with nothing in it that the schema does not know.</summary>
    public static JsonObject Decode(JsonObject body, StructuralSchema schema, DecodeReport report)
    {
        var decoded = body.Copy();
        if (decoded["metadata"] is { } meta)
        {
            decoded["metadata"] = new Decoder(report).Decode(meta, ModelTypes.Metadata, "metadata");
        }

        var dropped = new List<string>();
        Pruning.Prune(decoded, schema, "", dropped, whole: true);
        report.Unknown.AddRange(dropped.Order(StringComparer.Ordinal));
        return decoded;
    }

    private static void Validate(JsonObject o, JsonObject? old, StructuralSchema schema, FieldFaults faults)
    {
        foreach (var fault in SchemaValidator.Validate(o, schema, "").Faults)
        {
            faults.Add(fault.Reason, fault.Field, fault.Message);
        }

        ListUniqueness.Check(o, schema, "", faults);
        if (!schema.HasRules)
        {
            return;
        }

        if (faults.Found.Any(f => Blocking.Contains(f.Reason)))
        {
            faults.Invalid("<nil>", null, "some validation rules were not checked because the object was invalid; correct the existing errors to complete validation");
            return;
        }

        RuleChecks.Check(o, old, schema, faults);
    }

    private static void Transitions(JsonObject changed, JsonObject old, StructuralSchema schema, FieldFaults faults)
    {
        if (schema.HasRules && !faults.Any)
        {
            RuleChecks.Check(changed, old, schema, faults);
        }
    }
}

namespace CanaryMesh.Webhook.Checking.Fields;

/// <summary>spec of an AlertProvider.</summary>
internal static class AlertProviderFields
{
    public static IReadOnlyList<FieldRow> Rows { get; } = [new("spec", FieldFate.Done, "type channel username address proxy secretRef.name")];
}

namespace CanaryMesh.Analyzer.Observing;

/// <summary>How objects made by us are known, beside their owner reference.</summary>
internal static class OurLabels
{
    public const string ManagedBy = "app.kubernetes.io/managed-by";

    public const string CanaryMesh = "canarymesh";
}

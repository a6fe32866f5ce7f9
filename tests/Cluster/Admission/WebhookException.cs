namespace CanaryMesh.Cluster.Admission;

/// <summary>A webhook that could not be reached or answered nonsense: its failure policy decides.</summary>
internal sealed class WebhookException(string hook, string why) : Exception($"failed calling webhook \"{hook}\": {why}");

using System.Text.Json;
using System.Text.Json.Serialization;
using CanaryMesh.Cli.Rollouts;

namespace CanaryMesh.Cli.Rendering;

/// <summary>Rollouts as JSON for scripts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(RolloutView))]
[JsonSerializable(typeof(IReadOnlyList<RolloutView>), TypeInfoPropertyName = "RolloutViews")]
internal sealed partial class RolloutJson : JsonSerializerContext
{
    internal static string Of(RolloutView view) => JsonSerializer.Serialize(view, Default.RolloutView) + "\n";

    internal static string Of(IReadOnlyList<RolloutView> views) => JsonSerializer.Serialize(views, Default.RolloutViews) + "\n";
}

using System.Text.Json.Serialization;

namespace CanaryMesh.Analyzer.Judging;

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(DecisionRecord))]
[JsonSerializable(typeof(RunState))]
internal sealed partial class JudgingJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace CanaryMesh.Analyzer.Judging;

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(DecisionRecord))]
[JsonSerializable(typeof(RunState))]
[JsonSerializable(typeof(KeptTrial))]
internal sealed partial class JudgingJson : JsonSerializerContext;

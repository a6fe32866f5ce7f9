using System.Text.Json.Serialization;
using CanaryMesh.Api.Resources.AlertProviders;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Resources.Json;
using CanaryMesh.Api.Resources.MetricTemplates;

namespace CanaryMesh.Api.Resources;

/// <summary>How the resources are read and written: camel case, absent instead of null, whole numbers also spelled 5.0.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(WholeInt32Converter), typeof(WholeInt64Converter), typeof(TimestampConverter), typeof(CanaryPhaseConverter)])]
[JsonSerializable(typeof(Canary))]
[JsonSerializable(typeof(MetricTemplate))]
[JsonSerializable(typeof(AlertProvider))]
[JsonSerializable(typeof(ResourceList<Canary>), TypeInfoPropertyName = "CanaryList")]
[JsonSerializable(typeof(ResourceList<MetricTemplate>), TypeInfoPropertyName = "MetricTemplateList")]
[JsonSerializable(typeof(ResourceList<AlertProvider>), TypeInfoPropertyName = "AlertProviderList")]
public sealed partial class ResourceJson : JsonSerializerContext;

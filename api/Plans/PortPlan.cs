using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Plans;

/// <summary>Which ports of a pod are split, under which numbers, and which configuration belongs to the version: one annotation on the
/// pod template, version 1. The inject entry needs nothing else.</summary>
public sealed record PortPlan
{
    /// <summary>Version of the form; 1.</summary>
    [JsonPropertyName("v")]
    public required int V { get; init; }

    /// <summary>One entry per split app port, in ascending order of the app port.</summary>
    [JsonPropertyName("ports")]
    public IReadOnlyList<PlannedPort> Ports { get; init; } = [];

    /// <summary>Hash of the content of each followed ConfigMap by "configmap/NAME"; empty where none is followed.</summary>
    [JsonPropertyName("config")]
    public IReadOnlyDictionary<string, string> Config { get; init; } = new Dictionary<string, string>();

    /// <summary>Who splits the requests where no proxy does: the provider's word, e.g. "istio"; null where the proxies do.</summary>
    [JsonPropertyName("by")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? By { get; init; }

    /// <summary>Somebody splits the requests of this workload.</summary>
    [JsonIgnore]
    public bool IsSplit => Ports.Count > 0 || By is not null;

    /// <summary>16 hexadecimal characters that differ where plans do: a pod tells by them which plan its proxy was made by.</summary>
    [JsonIgnore]
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())))[..16];

    /// <summary>The annotation's value.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PlanJson.Default.PortPlan);

    /// <summary>Reads an annotation's value; null with a sentence if it is no plan of version 1.</summary>
    public static PortPlan? Parse(string text, out string? fault)
    {
        try
        {
            var plan = JsonSerializer.Deserialize(text, PlanJson.Default.PortPlan);
            fault = plan switch
            {
                null => "the plan is null",
                { V: not 1 } => $"the plan's version is {plan.V}; this build knows 1",
                { Ports: null } => null,
                _ => plan.Ports.Select(port => port is null ? "an entry of ports is null" : port.Fault()).FirstOrDefault(each => each is not null) ?? Twice(plan.Ports),
            };
            // A member that is absent is read as null, whatever it is initialised with.
            return fault is null ? plan! with { Ports = plan.Ports ?? [] } : null;
        }
        catch (JsonException exception)
        {
            fault = $"the plan is not JSON of the right form: {exception.Message}";
            return null;
        }
    }

    // A container can carry a name once; which of the two was meant nobody knows.
    private static string? Twice(IReadOnlyList<PlannedPort> ports) => ports.GroupBy(port => (port.Container, port.Name))
        .FirstOrDefault(each => each.Count() > 1) is { } twice ? $"the plan names two ports of container {twice.Key.Container} {twice.Key.Name}" : null;

    /// <summary>The plan on a pod template or pod, or null if there is none or it is not readable.</summary>
    public static PortPlan? OfTemplate(JsonObject template) =>
        template.Annotation(AnnotationNames.Plan) is { } text ? Parse(text, out _) : null;
}

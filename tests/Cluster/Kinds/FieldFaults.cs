using System.Text.Json;
using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Kinds;

/// <summary>The faults found so far, worded as the real server words them.</summary>
internal sealed class FieldFaults
{
    private readonly List<FieldFault> found = [];

    public IReadOnlyList<FieldFault> Found => found;

    public bool Any => found.Count > 0;

    public void Required(string field, string detail = "") =>
        Add("FieldValueRequired", field, detail.Length == 0 ? "Required value" : "Required value: " + detail);

    public void Invalid(string field, JsonNode? value, string detail) =>
        Add("FieldValueInvalid", field, $"Invalid value: {value?.ToJsonString(Plain) ?? "null"}: {detail}");

    public void Duplicate(string field, JsonNode? value) =>
        Add("FieldValueDuplicate", field, $"Duplicate value: {value?.ToJsonString(Plain) ?? "null"}");

    public void NotFound(string field, JsonNode? value) =>
        Add("FieldValueNotFound", field, $"Not found: {value?.ToJsonString(Plain) ?? "null"}");

    public void Forbidden(string field, string detail) => Add("FieldValueForbidden", field, "Forbidden: " + detail);

    public void TooLong(string field, int most) => Add("FieldValueTooLong", field, $"Too long: may not be more than {most} bytes");

    public void TooMany(string field, int seen, int most) => Add("FieldValueTooMany", field, $"Too many: {seen}: must have at most {most} items");

    public void TypeInvalid(string field, JsonNode? value, string detail) =>
        Add("FieldValueTypeInvalid", field, $"Invalid value: {value?.ToJsonString(Plain) ?? "null"}: {detail}");

    public void NotSupported(string field, JsonNode? value, IEnumerable<string> known) =>
        Add("FieldValueNotSupported", field, $"Unsupported value: {value?.ToJsonString(Plain) ?? "null"}: supported values: {string.Join(", ", known.Order(StringComparer.Ordinal).Select(k => $"\"{k}\""))}");

    public void Add(string reason, string field, string message) => found.Add(new FieldFault(reason, field, message));

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

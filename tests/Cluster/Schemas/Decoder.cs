using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Schemas;

/// <summary>Brings JSON into the form its type gives it: unknown fields dropped, empty ones left out, values normalized.
/// Sparse leaves what is there as it is and adds nothing, as an applied configuration needs it.</summary>
internal sealed class Decoder(DecodeReport report, bool sparse = false)
{
    public JsonNode? Decode(JsonNode? value, FieldType type, string path)
    {
        if (value is null)
        {
            return null;
        }

        switch (type.Shape)
        {
            case FieldShape.Struct:
                return value is JsonObject o ? DecodeStruct(o, type, path) : Wrong(value, path, "object");
            case FieldShape.Map:
                return value is JsonObject m ? DecodeMap(m, type, path) : Wrong(value, path, "map");
            case FieldShape.List:
                return value is JsonArray a ? DecodeList(a, type, path) : Wrong(value, path, "slice");
            case FieldShape.Any:
                return value.CopyNode();
            default:
                return DecodeScalar(value, type, path);
        }
    }

    private JsonObject DecodeStruct(JsonObject value, FieldType type, string path)
    {
        var result = new JsonObject();
        foreach (var (name, field) in type.Fields)
        {
            var child = path.Length == 0 ? name : path + "." + name;
            var decoded = value.TryGetPropertyValue(name, out var given) ? Decode(given, field, child) : null;
            decoded ??= field.Always && !sparse ? DecodeStruct([], field, child) : null;
            if (decoded is not null && !(field.OmitZero && !sparse && IsZero(decoded)))
            {
                result[name] = decoded;
            }
        }

        foreach (var (name, extra) in value)
        {
            if (!type.Fields.ContainsKey(name))
            {
                KeepOrReport(result, type, name, extra, path);
            }
        }

        return result;
    }

    private void KeepOrReport(JsonObject result, FieldType type, string name, JsonNode? extra, string path)
    {
        if (type.KeepsUnknown)
        {
            result[name] = extra.CopyNode();
        }
        else
        {
            report.Unknown.Add(path.Length == 0 ? name : path + "." + name);
        }
    }

    private JsonObject DecodeMap(JsonObject value, FieldType type, string path)
    {
        var result = new JsonObject();
        foreach (var (key, given) in value)
        {
            var decoded = Decode(given, type.Element!, path + "." + key);
            result[key] = decoded ?? ZeroOf(type.Element!);
        }

        return result;
    }

    private JsonArray DecodeList(JsonArray value, FieldType type, string path)
    {
        var result = new JsonArray();
        for (var i = 0; i < value.Count; i++)
        {
            result.Add(Decode(value[i], type.Element!, $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]") ?? ZeroOf(type.Element!));
        }

        return result;
    }

    private JsonNode? DecodeScalar(JsonNode value, FieldType type, string path)
    {
        var kind = value.GetValueKind();
        return (type.Shape, kind) switch
        {
            (FieldShape.Bytes, JsonValueKind.String) when !Convert.TryFromBase64String(value.Text()!, new byte[value.Text()!.Length], out _) => Garbage(),
            (FieldShape.Text or FieldShape.Bytes, JsonValueKind.String) => value.DeepClone(),
            (FieldShape.Integer or FieldShape.Long, JsonValueKind.Number) when Whole(value) => value.DeepClone(),
            (FieldShape.Number, JsonValueKind.Number) => value.DeepClone(),
            (FieldShape.Flag, JsonValueKind.True or JsonValueKind.False) => value.DeepClone(),
            (FieldShape.Time, JsonValueKind.String) => Times.Normalize(value.Text()!, micro: false) is { } t ? t : Wrong(value, path, "time"),
            (FieldShape.MicroTime, JsonValueKind.String) => Times.Normalize(value.Text()!, micro: true) is { } t ? t : Wrong(value, path, "time"),
            (FieldShape.Quantity, JsonValueKind.String or JsonValueKind.Number) => Quantity.Canonical(value.ToString()) is { } q ? q : Wrong(value, path, "quantity"),
            (FieldShape.IntOrString, JsonValueKind.String or JsonValueKind.Number) => value.DeepClone(),
            _ => Wrong(value, path, type.Shape.ToString()),
        };
    }

    private static bool Whole(JsonNode value) => value.AsValue().TryGetValue<long>(out _) || value.AsValue().TryGetValue<int>(out _);

    private static bool IsZero(JsonNode value) => value switch
    {
        JsonObject o => o.Count == 0,
        JsonArray a => a.Count == 0,
        JsonValue v => v.GetValueKind() switch
        {
            JsonValueKind.String => v.GetValue<string>().Length == 0,
            JsonValueKind.False => true,
            JsonValueKind.Number => v.ToJsonString() is "0",
            _ => false,
        },
        _ => false,
    };

    private static JsonNode? ZeroOf(FieldType type) => type.Shape switch
    {
        FieldShape.Text or FieldShape.Bytes => "",
        FieldShape.Struct or FieldShape.Map => new JsonObject(),
        FieldShape.Integer or FieldShape.Long or FieldShape.Number => 0,
        FieldShape.Flag => false,
        _ => null,
    };

    private JsonNode? Wrong(JsonNode value, string path, string wanted)
    {
        report.WrongType ??= $"json: cannot unmarshal {Word(value)} into Go struct field {path} of type {wanted}";
        return null;
    }

    private JsonNode? Garbage()
    {
        report.WrongType ??= "illegal base64 data at input byte 0";
        return null;
    }

    private static string Word(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        _ => "bool",
    };
}

using System.Text;
using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Http;

/// <summary>Reads the few protobuf bodies kubectl sends, as JSON.</summary>
internal static class ProtobufReader
{
    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <summary>Null if it is none, or of a kind that is not understood.</summary>
    public static JsonObject? Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic))
        {
            return null;
        }

        var envelope = Message(body[4..], "Unknown");
        var (apiVersion, kind) = ((string?)envelope["typeMeta"]?["apiVersion"], (string?)envelope["typeMeta"]?["kind"]);
        if (kind is null || ProtobufMessages.Find(kind) is null)
        {
            return null;
        }

        var o = Message(Convert.FromBase64String((string?)envelope["raw"] ?? ""), kind);
        o["apiVersion"] = apiVersion;
        o["kind"] = kind;
        return o;
    }

    private static JsonObject Message(ReadOnlySpan<byte> data, string type)
    {
        var fields = ProtobufMessages.Find(type)!;
        var o = new JsonObject();
        while (data.Length > 0)
        {
            var tag = Varint(ref data);
            var known = fields.GetValueOrDefault((int)(tag >> 3));
            if ((tag & 7) == 2)
            {
                var length = (int)Varint(ref data);
                Bytes(o, known.Name, known.Type, data[..length]);
                data = data[length..];
            }
            else if ((tag & 7) == 0)
            {
                Number(o, known.Name, known.Type, Varint(ref data));
            }
            else
            {
                data = data[((tag & 7) == 1 ? 8 : 4)..];
            }
        }

        return o;
    }

    private static void Number(JsonObject o, string? name, string type, ulong value)
    {
        if (name is not null)
        {
            o[name] = type == "b" ? JsonValue.Create(value != 0) : JsonValue.Create((long)value);
        }
    }

    private static void Bytes(JsonObject o, string? name, string type, ReadOnlySpan<byte> data)
    {
        switch (name is null ? "" : type)
        {
            case "":
                break;
            case "m" or "n":
                var map = o[name!] as JsonObject ?? [];
                o[name!] ??= map;
                Entry(map, type, data);
                break;
            case ['*', .. var element]:
                var list = o[name!] as JsonArray ?? [];
                o[name!] ??= list;
                list.Add(Single(element, data));
                break;
            default:
                if (Single(type, data) is { } value && !(value is JsonValue text && text.TryGetValue<string>(out var plain) && plain.Length == 0))
                {
                    o[name!] = value;
                }

                break;
        }
    }

    private static JsonNode? Single(string type, ReadOnlySpan<byte> data) => type switch
    {
        "s" => JsonValue.Create(Encoding.UTF8.GetString(data)),
        "y" => JsonValue.Create(Convert.ToBase64String(data)),
        _ => Message(data, type),
    };

    private static void Entry(JsonObject map, string type, ReadOnlySpan<byte> data)
    {
        var key = "";
        JsonNode? value = "";
        while (data.Length > 0)
        {
            var tag = Varint(ref data);
            var length = (int)Varint(ref data);
            if (tag >> 3 == 1)
            {
                key = Encoding.UTF8.GetString(data[..length]);
            }
            else
            {
                value = Single(type == "n" ? "y" : "s", data[..length]);
            }

            data = data[length..];
        }

        map[key] = value;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> data)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = data[0];
            data = data[1..];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}

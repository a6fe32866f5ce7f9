using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Http;

/// <summary>Bodies as kubectl's typed commands send them. A body with anything else in it is refused rather than read in part.</summary>
internal static class ProtobufBody
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private static readonly byte[] Magic = "k8s\0"u8.ToArray();

    /// <summary>Null if it is no such body, or one of a kind that is not known here.</summary>
    public static JsonObject? Read(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith(Magic))
        {
            return null;
        }

        try
        {
            return Envelope(bytes[Magic.Length..]);
        }
        catch (Exception fault) when (fault is FormatException or IndexOutOfRangeException or ArgumentOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    private static JsonObject? Envelope(byte[] bytes)
    {
        var (type, raw) = (new Dictionary<int, string>(), Array.Empty<byte>());
        foreach (var (number, value, _) in Fields(bytes))
        {
            if (number == 1)
            {
                type = Fields(value).ToDictionary(f => f.Number, f => Encoding.UTF8.GetString(f.Bytes));
            }
            else if (number == 2)
            {
                raw = value;
            }
        }

        if (!type.TryGetValue(2, out var kind) || ProtobufTypes.Find(kind) is not { } fields)
        {
            return null;
        }

        var body = Message(raw, fields);
        body["apiVersion"] = type.GetValueOrDefault(1);
        body["kind"] = kind;
        return body;
    }

    private static JsonObject Message(byte[] bytes, IReadOnlyDictionary<int, ProtobufField> known)
    {
        var read = new JsonObject();
        foreach (var (number, value, whole) in Fields(bytes))
        {
            if (known.TryGetValue(number, out var field))
            {
                Set(read, field, value, whole);
            }
            else if (value.Length > 0 || whole > 0)
            {
                throw new FormatException($"field {number} is not known");
            }
        }

        return read;
    }

    private static void Set(JsonObject read, ProtobufField field, byte[] value, ulong whole)
    {
        switch (field.Mark)
        {
            case "!":
                break;
            case "#":
                read[field.Name] = (long)whole;
                break;
            case "?":
                read[field.Name] = whole != 0;
                break;
            case "%":
                read[field.Name] = IntOrText(value);
                break;
            case "{}" or "{b}" or "{q}":
                Pair(read.Ensure(field.Name), value, field.Mark);
                break;
            case "[]":
                if (read[field.Name] is not JsonArray)
                {
                    read[field.Name] = new JsonArray();
                }

                ((JsonArray)read[field.Name]!).Add(Single(field, value));
                break;
            default:
                // The encoding writes empty texts too; as JSON they are left out.
                if (field.Message is not null || value.Length > 0)
                {
                    read[field.Name] = Single(field, value);
                }

                break;
        }
    }

    private static JsonNode Single(ProtobufField field, byte[] value) =>
        field.Message is { } message ? Message(value, ProtobufTypes.Find(message)!) : JsonValue.Create(Encoding.UTF8.GetString(value));

    private static JsonNode IntOrText(byte[] message)
    {
        var parts = Fields(message).ToDictionary(f => f.Number);
        return parts.TryGetValue(1, out var kind) && kind.Whole == 1
            ? Encoding.UTF8.GetString(parts.TryGetValue(3, out var text) ? text.Bytes : [])
            : parts.TryGetValue(2, out var number) ? (long)number.Whole : 0L;
    }

    private static void Pair(JsonObject map, byte[] entry, string mark)
    {
        var parts = Fields(entry).ToDictionary(f => f.Number, f => f.Bytes);
        var value = parts.GetValueOrDefault(2, []);
        map[Encoding.UTF8.GetString(parts.GetValueOrDefault(1, []))] = mark switch
        {
            "{b}" => Convert.ToBase64String(value),
            "{q}" => Encoding.UTF8.GetString(Fields(value).First(f => f.Number == 1).Bytes),
            _ => Encoding.UTF8.GetString(value),
        };
    }

    private static IEnumerable<(int Number, byte[] Bytes, ulong Whole)> Fields(byte[] bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var tag = Varint(bytes, ref at);
            var (whole, value) = (0UL, Array.Empty<byte>());
            switch (tag & 7)
            {
                case 0:
                    whole = Varint(bytes, ref at);
                    break;
                case 2:
                    var length = checked((int)Varint(bytes, ref at));
                    value = bytes[at..(at + length)];
                    at += length;
                    break;
                default:
                    at += (tag & 7) == 1 ? 8 : 4;
                    break;
            }

            yield return ((int)(tag >> 3), value, whole);
        }
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        var (value, shift) = (0UL, 0);
        byte next;
        do
        {
            next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            shift += 7;
        }
        while (next >= 0x80);
        return value;
    }
}

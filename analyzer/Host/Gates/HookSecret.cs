using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Gates;

/// <summary>What a Secret adds to a call: every key is a header of that name, but signing-key, which signs the body.</summary>
internal sealed record HookSecret(IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte>? SigningKey)
{
    public const string SigningKeyName = "signing-key";

    // They belong to the connection or to us.
    private static readonly string[] Kept = ["host", "content-length", "content-type", "transfer-encoding", "connection", "upgrade", "te", "trailer", "expect"];

    public static HookSecret None { get; } = new(new Dictionary<string, string>(), null);

    /// <summary>Null if a value cannot be used: not base64, or no text that a header takes.</summary>
    public static HookSecret? Of(JsonObject secret)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        ReadOnlyMemory<byte>? key = null;
        foreach (var (name, value) in secret["data"] as JsonObject ?? [])
        {
            if (Decoded(value.Text()) is not { } bytes)
            {
                return null;
            }

            if (name == SigningKeyName)
            {
                key = bytes;
            }
            else if (!Kept.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                headers[name] = System.Text.Encoding.Latin1.GetString(bytes).Trim();
            }
        }

        return headers.Values.Any(value => value.Any(char.IsControl)) ? null : new(headers, key);
    }

    private static byte[]? Decoded(string? text)
    {
        var room = new byte[text?.Length ?? 0];
        return text is not null && Convert.TryFromBase64String(text, room, out var count) ? room[..count] : null;
    }
}

using System.Globalization;

namespace CanaryMesh.Load;

/// <summary>Status line and headers, as far as the load generator needs them.</summary>
internal sealed record AnswerHead(int Status, string? Version, long? ContentLength, bool Chunked, bool KeepsAlive)
{
    /// <summary>1xx answers come before the one that counts; 204 and 304 have no body whatever their headers say.</summary>
    public bool IsInterim => Status is >= 100 and < 200;

    public bool HasBody => !IsInterim && Status is not (204 or 304);

    public static AnswerHead Parse(IReadOnlyList<string> lines)
    {
        var statusLine = lines[0].Split(' ', 3);
        if (statusLine.Length < 2 || !statusLine[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
            || !int.TryParse(statusLine[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw new InvalidDataException($"no HTTP answer: {lines[0]}");
        }
        var head = new AnswerHead(status, null, null, false, statusLine[0] == "HTTP/1.1");
        return lines.Skip(1).Aggregate(head, With);
    }

    private static AnswerHead With(AnswerHead head, string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            throw new InvalidDataException($"no header: {line}");
        }
        var value = line[(colon + 1)..].Trim();
        return line[..colon].ToLowerInvariant() switch
        {
            "x-version" => head with { Version = value },
            "content-length" => head with { ContentLength = long.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) },
            "transfer-encoding" => head with { Chunked = value.EndsWith("chunked", StringComparison.OrdinalIgnoreCase) },
            "connection" => head with { KeepsAlive = !value.Contains("close", StringComparison.OrdinalIgnoreCase) },
            _ => head,
        };
    }
}

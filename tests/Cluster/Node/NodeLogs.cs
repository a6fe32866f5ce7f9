namespace CanaryMesh.Cluster.Node;

/// <summary>Reads containers' logs.</summary>
internal static class NodeLogs
{
    /// <summary>The whole text, or its last lines. Null if there is no such file.</summary>
    public static byte[]? Read(string path, int? tail)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var text = new byte[file.Length];
            var read = file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            return text[(tail is { } lines ? TailStart(text.AsSpan(0, read), lines) : 0)..read];
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Where the last lines begin.</summary>
    public static int TailStart(ReadOnlySpan<byte> text, int lines)
    {
        var position = text.Length;
        if (position > 0 && text[^1] == '\n')
        {
            position--;
        }

        for (var left = lines; left > 0 && position > 0; left--)
        {
            var newline = text[..position].LastIndexOf((byte)'\n');
            if (left == 1 || newline < 0)
            {
                return newline + 1;
            }

            position = newline;
        }

        return lines <= 0 ? text.Length : 0;
    }
}

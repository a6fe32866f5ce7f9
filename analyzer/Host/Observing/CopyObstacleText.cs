namespace CanaryMesh.Analyzer.Observing;

/// <summary>A sentence of the cluster's, word for word, on one line and no longer than a status is to hold.</summary>
internal static class CopyObstacleText
{
    private const int Most = 300;

    public static string Of(string? words)
    {
        var line = string.Join(' ', (words ?? "no reason given").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        return line.Length > Most ? line[..Most] + "…" : line;
    }
}

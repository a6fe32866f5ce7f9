namespace CanaryMesh.Webhook.Configuration;

/// <summary>The mounted ConfigMap: one file per key.</summary>
internal static class SettingsFolder
{
    private const int MostBytes = 64 * 1024;

    public static Dictionary<string, string> Read(string folder)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!Directory.Exists(folder))
        {
            return values;
        }

        // Names that begin with two dots are the kubelet's own: the current snapshot and the link to it.
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(file => !file.Name.StartsWith("..", StringComparison.Ordinal)))
        {
            if (file.Length <= MostBytes)
            {
                values[file.Name] = File.ReadAllText(file.FullName).Trim();
            }
        }

        return values;
    }
}

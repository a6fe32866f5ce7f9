namespace CanaryMesh.Cluster.Node;

/// <summary>A folder whose files all change in one step: they are links through `..data`, which is switched.</summary>
internal static class AtomicFolder
{
    private const string DataLink = "..data";

    public static void Write(string folder, IReadOnlyDictionary<string, VolumeFile> files, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        var fresh = $"..{now.UtcDateTime:yyyy_MM_dd_HH_mm_ss}.{now.UtcTicks % 10_000_000}";
        WriteFiles(Path.Combine(folder, fresh), files);
        var old = new FileInfo(Path.Combine(folder, DataLink)).LinkTarget;
        var pending = Path.Combine(folder, "..data_tmp");
        File.Delete(pending);
        File.CreateSymbolicLink(pending, fresh);
        SystemCalls.Rename(pending, Path.Combine(folder, DataLink));
        Link(folder, files.Keys);
        if (old is not null && old != fresh)
        {
            Directory.Delete(Path.Combine(folder, old), recursive: true);
        }
    }

    private static void WriteFiles(string folder, IReadOnlyDictionary<string, VolumeFile> files)
    {
        Directory.CreateDirectory(folder);
        foreach (var (path, file) in files)
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, file.Content);
            File.SetUnixFileMode(target, file.Mode);
        }
    }

    private static void Link(string folder, IEnumerable<string> paths)
    {
        var tops = paths.Select(path => path.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var top in tops)
        {
            var link = Path.Combine(folder, top);
            if (new FileInfo(link).LinkTarget is null)
            {
                File.CreateSymbolicLink(link, Path.Combine(DataLink, top));
            }
        }

        foreach (var entry in Directory.GetFileSystemEntries(folder))
        {
            var name = Path.GetFileName(entry);
            if (!name.StartsWith("..", StringComparison.Ordinal) && !tops.Contains(name))
            {
                File.Delete(entry);
            }
        }
    }
}

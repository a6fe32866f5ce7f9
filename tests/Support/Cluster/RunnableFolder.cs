using System.Security.Cryptography;
using System.Text;

namespace CanaryMesh.Support.Cluster;

/// <summary>A pod has a /tmp of its own, which hides a working copy that lies beneath the machine's: its processes then run from a copy elsewhere.</summary>
public static class RunnableFolder
{
    private const string Hidden = "/tmp/";
    private const string Elsewhere = "/var/tmp/canarymesh-";

    /// <summary>The executable where containers see it.</summary>
    public static string Of(string executable)
    {
        if (!executable.StartsWith(Hidden, StringComparison.Ordinal))
        {
            return executable;
        }

        var from = Path.GetDirectoryName(executable)!;
        var to = Elsewhere + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(from)))[..12];
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            var copy = Path.Combine(to, Path.GetFileName(file));
            if (!File.Exists(copy) || File.GetLastWriteTimeUtc(copy) != File.GetLastWriteTimeUtc(file))
            {
                File.Copy(file, copy, overwrite: true);
            }
        }

        return Path.Combine(to, Path.GetFileName(executable));
    }
}

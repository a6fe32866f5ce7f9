namespace CanaryMesh.Cluster.Node;

/// <summary>Takes away what nobody needs any more, as far as that can be done.</summary>
internal static class LeftFolder
{
    public static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Gone already, or something still writes there; the state folder's owner removes the rest.
        }
    }
}

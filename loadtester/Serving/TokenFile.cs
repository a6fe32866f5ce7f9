namespace CanaryMesh.LoadTester.Serving;

/// <summary>The token, read anew for each call: a mounted Secret changes under a running process.</summary>
internal sealed class TokenFile(string path)
{
    private const int MostBytes = 4096;

    public async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var file = new FileInfo(path);
            return file is { Exists: true, Length: > 0 and <= MostBytes } && (await File.ReadAllTextAsync(path, cancellation)).Trim() is { Length: > 0 } token
                ? token
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

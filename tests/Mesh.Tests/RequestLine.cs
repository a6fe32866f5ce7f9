using System.Globalization;
using CanaryMesh.Mesh.Requests;

namespace CanaryMesh.Mesh.Tests;

/// <summary>A request on one line, as "GET shop:80/a?b=c | canary: true".</summary>
internal static class RequestLine
{
    private const int Port = 80;

    public static MeshRequest Read(string line, string @namespace = "web")
    {
        var parts = line.Split(" | ");
        var (method, target) = (parts[0].Split(' ')[0], parts[0].Split(' ')[1]);
        var authority = target[..target.IndexOf('/', StringComparison.Ordinal)];
        var path = target[authority.Length..].Split('?', 2);
        var host = authority.Split(':');
        return new MeshRequest(host[0], host is [_, var port] ? int.Parse(port, CultureInfo.InvariantCulture) : Port, method, path[0])
        {
            Query = path is [_, var query] ? query : "",
            Namespace = @namespace,
            Headers = MeshRequest.NoHeaders.AddRange(parts.Skip(1).Select(part => part.Split(": ", 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]))),
        };
    }
}

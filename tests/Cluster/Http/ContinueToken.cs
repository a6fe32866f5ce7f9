using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Http;

/// <summary>Where the next page of a list begins, and at which version.</summary>
internal sealed record ContinueToken(long Version, string Start)
{
    private const string Known = "meta.k8s.io/v1";

    public string Write() => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonText.Write(new JsonObject { ["v"] = Known, ["rv"] = Version, ["start"] = Start })))
        .TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static ContinueToken? Read(string? token)
    {
        if (token is null)
        {
            return null;
        }

        var padded = token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '=');
        var buffer = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, buffer, out var length))
        {
            throw Invalid("illegal base64 data at input byte 0");
        }

        if (BodyReader.Parse(buffer[..length], false, [], out var fault) is not JsonObject read)
        {
            throw Invalid(fault ?? "invalid character looking for beginning of value");
        }

        return read.Text("v") != Known ? throw Invalid($"server does not recognize this encoded version \"{read.Text("v")}\"")
            : read.Number("rv") is not { } version || version == 0 ? throw Invalid($"incorrect encoded start resourceVersion (version {Known})")
            : read.Text("start") is not { Length: > 0 } start ? throw Invalid($"encoded start key empty (version {Known})")
            : new ContinueToken(version, start);
    }

    private static ApiException Invalid(string why) => Refusals.BadRequest("invalid continue token: continue key is not valid: " + why);
}

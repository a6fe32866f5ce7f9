using System.Text;
using Microsoft.Net.Http.Headers;

namespace CanaryMesh.Proxy.Http1;

/// <summary>Names that nearly every answer carries need no new string. Only the usual spelling is known: another is passed on as it is.</summary>
internal static class FieldNames
{
    private static readonly string[] Known =
    [
        HeaderNames.ContentLength, HeaderNames.ContentType, HeaderNames.Date, HeaderNames.Server, HeaderNames.Connection,
        HeaderNames.TransferEncoding, HeaderNames.CacheControl, HeaderNames.ETag, HeaderNames.LastModified, HeaderNames.Vary,
        HeaderNames.AcceptRanges, HeaderNames.SetCookie, HeaderNames.KeepAlive,
    ];

    public static string Of(ReadOnlySpan<byte> name)
    {
        foreach (var known in Known)
        {
            if (known.Length == name.Length && Ascii.Equals(name, known))
            {
                return known;
            }
        }

        return Encoding.Latin1.GetString(name);
    }
}

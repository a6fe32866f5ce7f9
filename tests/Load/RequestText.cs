using System.Globalization;
using System.Text;

namespace CanaryMesh.Load;

/// <summary>The bytes of a request.</summary>
internal static class RequestText
{
    public static byte[] Get(string host, string path, bool close) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\n{Common(host, close)}\r\n");

    public static byte[] Post(string host, string path, bool close, int length)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\n{Common(host, close)}Content-Type: application/octet-stream\r\nContent-Length: {length}\r\n\r\n"));
        var whole = new byte[head.Length + length];
        head.CopyTo(whole, 0);
        whole.AsSpan(head.Length).Fill((byte)'x');
        return whole;
    }

    private static string Common(string host, bool close) =>
        $"Host: {host}\r\nUser-Agent: canarymesh-load\r\n{(close ? "Connection: close\r\n" : "")}";
}

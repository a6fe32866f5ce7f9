using Microsoft.Extensions.Primitives;

namespace CanaryMesh.Proxy.Http1;

/// <summary>Fields that concern one connection alone (RFC 9110 §7.6.1).</summary>
internal static class HopByHop
{
    public static bool Is(string name) => name.Length switch
    {
        2 => Same(name, "TE"),
        7 => Same(name, "Upgrade"),
        10 => Same(name, "Connection") || Same(name, "Keep-Alive"),
        16 => Same(name, "Proxy-Connection"),
        17 => Same(name, "Transfer-Encoding"),
        _ => false,
    };

    /// <summary>Whether the Connection field names this one.</summary>
    public static bool IsNamed(StringValues connection, string name)
    {
        foreach (var value in connection)
        {
            if (value is not null && Contains(value, name))
            {
                return true;
            }
        }

        return false;
    }

    public static bool Contains(string list, string token)
    {
        foreach (var range in list.AsSpan().Split(','))
        {
            if (list.AsSpan()[range].Trim().Equals(token, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}

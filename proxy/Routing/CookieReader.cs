using Microsoft.Extensions.Primitives;

namespace CanaryMesh.Proxy.Routing;

/// <summary>Finds one cookie (RFC 6265 §4.2.1) without taking the others apart.</summary>
internal static class CookieReader
{
    public static bool TryFind(StringValues cookies, string name, out ReadOnlySpan<char> value)
    {
        foreach (var line in cookies)
        {
            if (TryFind(line.AsSpan(), name, out value))
            {
                return true;
            }
        }

        value = [];
        return false;
    }

    private static bool TryFind(ReadOnlySpan<char> line, string name, out ReadOnlySpan<char> value)
    {
        foreach (var range in line.Split(';'))
        {
            var pair = line[range].Trim();
            if (pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name, StringComparison.Ordinal))
            {
                value = pair[(name.Length + 1)..];
                return true;
            }
        }

        value = [];
        return false;
    }
}

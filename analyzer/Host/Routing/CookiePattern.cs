using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>Conditions on one cookie, as expressions on the whole of the header that carries all of them.</summary>
internal static class CookiePattern
{
    public static string Of(string name, JsonObject condition) => Within(Regex.Escape(name) + "=" + Text(condition, "[^;]*"));

    /// <summary>The same of a cookie given as name=value.</summary>
    public static string Of(string pair) => Within(Regex.Escape(pair));

    /// <summary>A condition on a text as an expression; <paramref name="any"/> is what may stand for the rest of it.</summary>
    public static string Text(JsonObject condition, string any) => condition switch
    {
        _ when condition.Text("exact") is { } exact => Regex.Escape(exact),
        _ when condition.Text("prefix") is { } prefix => Regex.Escape(prefix) + any,
        _ when condition.Text("suffix") is { } suffix => any + Regex.Escape(suffix),
        _ when condition.Text("regex") is { } regex => $"(?:{regex})",
        _ => any,
    };

    private static string Within(string pair) => $"(.*;\\s*)?{pair}(;.*)?";
}

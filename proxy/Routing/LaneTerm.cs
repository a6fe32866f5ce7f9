using System.Text.RegularExpressions;
using CanaryMesh.Api.Control;
using CanaryMesh.Api.Values;
using Source = CanaryMesh.Api.Control.Condition.Types.Source;
using Test = CanaryMesh.Api.Control.Condition.Types.Test;

namespace CanaryMesh.Proxy.Routing;

/// <summary>One condition on a request. Texts are compared as they came, but for a query's escapes; an expression takes time linear in them.</summary>
internal sealed class LaneTerm(Source source, string name, Test test, string value, Regex? expression)
{
    public static LaneTerm Of(Condition from) =>
        new(from.Source, from.Name, from.Test, from.Value, from.Test == Test.Regex ? LanePattern.Compile(from.Value) : null);

    public bool Holds(HttpContext context) => source switch
    {
        Source.Header => context.Request.Headers.TryGetValue(name, out var header) && Compare(header.ToString()),
        Source.Cookie => CookieReader.TryFind(context.Request.Headers.Cookie, name, out var cookie) && Compare(cookie),
        Source.Query => context.Request.Query.TryGetValue(name, out var query) && Compare(query.ToString()),
        _ => false,
    };

    private bool Compare(ReadOnlySpan<char> text) => test switch
    {
        Test.Present => true,
        Test.Exact => text.SequenceEqual(value),
        Test.Prefix => text.StartsWith(value, StringComparison.Ordinal),
        Test.Suffix => text.EndsWith(value, StringComparison.Ordinal),
        Test.Regex => expression?.IsMatch(text) ?? false,
        _ => false,
    };
}

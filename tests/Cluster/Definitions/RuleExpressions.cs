using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cel;

namespace CanaryMesh.Cluster.Definitions;

/// <summary>Rules in CEL. A value that cannot be converted breaks its rule; what the library cannot work out counts as held, as it lacks functions of the real server.</summary>
internal static partial class RuleExpressions
{
    private static readonly ConcurrentDictionary<string, CelProgramDelegate?> Compiled = new(StringComparer.Ordinal);

    public static bool IsTransition(ValidationRule rule) => OldSelf().IsMatch(rule.Rule);

    /// <summary>Null if there is no telling.</summary>
    public static bool? Holds(string rule, JsonNode self, JsonNode? old) => Evaluate(rule, self, old) as bool?;

    public static string? Text(string? expression, JsonNode self, JsonNode? old) => expression is null ? null : Evaluate(expression, self, old) as string;

    private static object? Evaluate(string expression, JsonNode self, JsonNode? old)
    {
        if (Compiled.GetOrAdd(expression, Compile) is not { } program)
        {
            return null;
        }

        try
        {
            return program(new Dictionary<string, object?> { ["self"] = Value(self), ["oldSelf"] = Value(old) });
        }
        catch (Exception fault) when (fault is CelConversionException or CelStringParsingException or CelArgumentRangeException)
        {
            return false;
        }
        catch (Exception fault) when (fault is CelException or InvalidCastException or NullReferenceException or FormatException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static CelProgramDelegate? Compile(string expression)
    {
        try
        {
            return new CelEnvironment(null, null).Compile(Escaped().Replace(expression, ".$1"));
        }
        catch (CelException)
        {
            return null;
        }
    }

    private static object? Value(JsonNode? node) => node switch
    {
        JsonObject o => o.Where(p => p.Value is not null).ToDictionary(p => p.Key, p => Value(p.Value)),
        JsonArray list => list.Select(Value).ToList(),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => value.Whole() ? (long)value.Real()!.Value : value.Real(),
            _ => null,
        },
        _ => null,
    };

    // Members named like a word of the language are written so; the library takes them as they are.
    [GeneratedRegex("\\.__(namespace|package|function|import|return|var|void|while|if|in|as|for|let|loop|else|const|break|continue|true|false|null)__\\b")]
    private static partial Regex Escaped();

    [GeneratedRegex("\\boldSelf\\b")]
    private static partial Regex OldSelf();
}

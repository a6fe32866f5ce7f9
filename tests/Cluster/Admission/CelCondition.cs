using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cel;

namespace CanaryMesh.Cluster.Admission;

/// <summary>One CEL expression; absent fields and nulls are errors, functions the library lacks are refused.</summary>
internal static partial class CelCondition
{
    private static readonly HashSet<string> Known =
    [
        "has", "size", "startsWith", "endsWith", "contains", "matches", "exists", "all", "exists_one", "filter", "map", "string", "int", "uint", "double", "bool", "bytes", "type",
        "dyn", "timestamp", "duration", "group", "resource", "subresource", "namespace", "name", "check", "allowed", "serviceAccount", "getHours", "getSeconds", "in",
    ];

    /// <summary>Why the expression cannot be used; null if it can.</summary>
    public static string? Fault(string expression)
    {
        try
        {
            Environment().Parse(expression);
        }
        catch (CelExpressionParserException fault)
        {
            return "compilation failed: " + fault.Message;
        }

        var plain = Literals().Replace(expression, "''");
        var unknown = Calls().Matches(plain).Select(m => m.Groups[1].Value).FirstOrDefault(f => !Known.Contains(f));
        if (unknown is not null)
        {
            return $"compilation failed: undeclared reference to '{unknown}'";
        }

        return Constant().IsMatch(expression) ? "must evaluate to bool" : null;
    }

    /// <summary>Throws <see cref="CelException"/> if the expression has no value.</summary>
    public static bool Evaluate(string expression, ConditionVariables variables) => Run(expression, variables) is bool answer
        ? answer
        : throw new CelConversionException("cel expression evaluated to a value that is no bool");

    /// <summary>What the expression makes, as JSON.</summary>
    public static JsonNode? Value(string expression, ConditionVariables variables) => CelValues.Node(Run(expression, variables));

    private static object? Run(string expression, ConditionVariables variables)
    {
        var values = new Dictionary<string, object?>
        {
            ["object"] = CelValues.Of(variables.Object) ?? new Absent(),
            ["oldObject"] = CelValues.Of(variables.OldObject) ?? new Absent(),
            ["request"] = CelValues.Of(variables.Request),
            ["authorizer"] = variables.Authorizer,
        };
        foreach (var (name, text) in variables.Extra)
        {
            values[name] = CelValues.Of(text) ?? new Absent();
        }

        return Environment().Program(AbsentTests(expression, variables), values);
    }

    /// <summary>The library lets fields be selected from null, so a missing object is no null here, and tests for null are answered beforehand.</summary>
    private static string AbsentTests(string expression, ConditionVariables variables) => NullTest().Replace(expression, m =>
    {
        var absent = (m.Groups[1].Value == "object" ? variables.Object : variables.OldObject) is null;
        return absent == (m.Groups[2].Value == "==") ? "true" : "false";
    });

    private static CelEnvironment Environment()
    {
        var environment = new CelEnvironment(null, null);
        AuthorizerFunctions.Register(environment);
        return environment;
    }

    [GeneratedRegex("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Literals();

    [GeneratedRegex("([A-Za-z_][A-Za-z0-9_]*)\\s*\\(")]
    private static partial Regex Calls();

    [GeneratedRegex("^\\s*([0-9]+|'[^']*')\\s*$")]
    private static partial Regex Constant();

    [GeneratedRegex("\\b(object|oldObject)\\s*(==|!=)\\s*null\\b")]
    private static partial Regex NullTest();

    private sealed class Absent;
}

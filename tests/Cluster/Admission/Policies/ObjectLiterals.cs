using System.Text;
using System.Text.RegularExpressions;

namespace CanaryMesh.Cluster.Admission.Policies;

/// <summary>The CEL library knows maps but no typed objects: Object.spec{paused: true} becomes {"paused": true}.</summary>
internal static partial class ObjectLiterals
{
    public static string AsMaps(string expression)
    {
        var made = new StringBuilder();
        var typed = new Stack<bool>();
        for (var i = 0; i < expression.Length;)
        {
            var rest = expression[i..];
            var step = Token().Match(rest).Value;
            var last = made.ToString().TrimEnd();
            if (TypeName().Match(rest) is { Success: true, Index: 0 } type && !Ends(last))
            {
                typed.Push(true);
                made.Append('{');
                i += type.Length;
                continue;
            }

            if (step == "{")
            {
                typed.Push(false);
            }
            else if (step == "}" && typed.Count > 0)
            {
                typed.Pop();
            }

            var key = typed.TryPeek(out var inside) && inside && last is [.., '{' or ','] && Key().IsMatch(rest);
            made.Append(key ? $"\"{step}\"" : step);
            i += step.Length;
        }

        return made.ToString();
    }

    private static bool Ends(string text) => text is [.., var c] && (char.IsLetterOrDigit(c) || c is '_' or '.');

    [GeneratedRegex("^(?:'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"|[A-Za-z_][A-Za-z0-9_]*|.)", RegexOptions.Singleline)]
    private static partial Regex Token();

    [GeneratedRegex("^(?:Object(?:\\.[A-Za-z_][A-Za-z0-9_]*)*|JSONPatch)\\s*\\{")]
    private static partial Regex TypeName();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*\\s*:")]
    private static partial Regex Key();
}

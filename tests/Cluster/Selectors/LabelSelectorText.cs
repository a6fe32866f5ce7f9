using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Selectors;

/// <summary>Parses the text form of label selectors: a=b,c!=d,e in (f,g),!h.</summary>
internal sealed class LabelSelectorText
{
    private readonly List<string> tokens;
    private int next;

    private LabelSelectorText(string text) => tokens = Tokens(text);

    private string Peek => next < tokens.Count ? tokens[next] : "";

    public static LabelSelector Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return LabelSelector.Everything;
        }

        var parser = new LabelSelectorText(text);
        var all = new List<Requirement>();
        while (true)
        {
            all.Add(parser.One());
            if (parser.Peek.Length == 0)
            {
                return new LabelSelector(all);
            }

            if (parser.Take() != ",")
            {
                throw Fault($"found '{parser.tokens[parser.next - 1]}', expected: ',' or 'end of string'");
            }
        }
    }

    private Requirement One()
    {
        var not = Peek == "!";
        if (not)
        {
            next++;
        }

        var key = Take();
        if (key.Length == 0 || !IsWord(key))
        {
            throw Fault($"found '{key}', expected: !, identifier, or 'end of string'");
        }

        if (LabelRules.KeyFault(key) is { } fault)
        {
            throw Fault($"<nil>: Invalid value: \"{key}\": {fault}");
        }

        if (not || Peek is "" or ",")
        {
            return new Requirement(key, not ? "absent" : "exists", []);
        }

        return Operation(key, Take());
    }

    private Requirement Operation(string key, string op) => op switch
    {
        "=" or "==" => new Requirement(key, "in", [Value()]),
        "!=" => new Requirement(key, "notin", [Value()]),
        "in" => new Requirement(key, "in", Set()),
        "notin" => new Requirement(key, "notin", Set()),
        "gt" or ">" => new Requirement(key, "gt", [Value()]),
        "lt" or "<" => new Requirement(key, "lt", [Value()]),
        _ => throw Fault($"found '{op}', expected: in, notin, =, ==, !=, gt, lt"),
    };

    private string Value()
    {
        if (Peek is "" or ",")
        {
            return "";
        }

        var value = Take();
        return IsWord(value) ? value : throw Fault($"found '{value}', expected: identifier");
    }

    private List<string> Set()
    {
        if (Take() != "(")
        {
            throw Fault("found '', expected: '('");
        }

        var values = new List<string>();
        while (true)
        {
            values.Add(Peek is ")" or "," ? "" : Take());
            var after = Take();
            if (after == ")")
            {
                return values;
            }

            if (after != ",")
            {
                throw Fault($"found '{after}', expected: ',' or ')'");
            }
        }
    }

    private string Take() => next < tokens.Count ? tokens[next++] : "";

    private static bool IsWord(string token) => token is not ("," or "(" or ")" or "=" or "==" or "!=" or "!" or "<" or ">");

    private static Api.ApiException Fault(string why) => Refusals.BadRequest("unable to parse requirement: " + why);

    private static List<string> Tokens(string text)
    {
        var all = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            var length = "=!".Contains(text[i], StringComparison.Ordinal) && i + 1 < text.Length && text[i + 1] == '=' ? 2
                : "=!<>(),".Contains(text[i], StringComparison.Ordinal) ? 1
                : text[i..].TakeWhile(c => !"=!<>(),".Contains(c, StringComparison.Ordinal) && !char.IsWhiteSpace(c)).Count();
            all.Add(text.Substring(i, length));
            i += length;
        }

        return all;
    }
}

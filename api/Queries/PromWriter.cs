using System.Text.RegularExpressions;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Api.Queries;

/// <summary>PromQL. Within a string literal what is put in stays within it; outside of one a variable must be a word, so that it can be nothing
/// but a name, a number or a duration. White space and comments, which one line would not survive, go.</summary>
internal sealed partial class PromWriter(string marked, QueryValues values) : QueryWriter(marked, values)
{
    private char? _quote;
    private PromMatcher _matcher;

    protected override void Letter(char letter)
    {
        if (_quote is null)
        {
            Code(letter);
        }
        else
        {
            Literal(letter);
        }
    }

    protected override void Put(string value, bool isVariable)
    {
        if (_quote is not { } quote)
        {
            if (isVariable && !Word().IsMatch(value))
            {
                Fault($"the value {ShownText.Of(value)} of a variable stands outside of a string and is no plain word");
            }

            Out.Append(value);
            return;
        }

        // What a variable says is a pattern where a pattern stands; a name is always itself.
        Out.Append(InLiteral(_matcher.IsPattern && !isVariable ? Quoted(value) : value, quote));
    }

    protected override void PutCopy()
    {
        if (_quote is not null && _matcher.Label.Length > 0)
        {
            UseList.Add(new(_matcher.Label, _matcher.Operator));
        }

        base.PutCopy();
    }

    // Pods of both sides begin with the target's name: only the names of its ReplicaSets tell the primary's.
    protected override void PutPrimary()
    {
        if (_quote is not { } quote || !_matcher.IsPattern || !_matcher.HoldsPods)
        {
            base.PutPrimary();
            return;
        }

        if (Values.PrimarySets.Count == 0)
        {
            Fault("no ReplicaSet of the primary is known");
        }

        var sets = $"(?:{string.Join('|', Values.PrimarySets.Select(Quoted))})";
        var rest = PodPattern().Match(Marked, At);
        At += rest.Length;
        Out.Append(InLiteral(rest.Length > 0 ? sets + "-[^-]+" : sets, quote));
    }

    protected override void Ended()
    {
        if (_quote is { } quote)
        {
            Fault($"a string of the query does not end: it lacks its {quote}");
        }
    }

    private void Code(char letter)
    {
        if (letter == '#')
        {
            At = Marked.IndexOf('\n', At) is var end and >= 0 ? end : Marked.Length;
            return;
        }

        if (letter is '"' or '\'' or '`')
        {
            (_quote, _matcher) = (letter, PromMatcher.Before(Out));
        }

        Blank(letter);
    }

    private void Literal(char letter)
    {
        if (letter == '\\' && _quote != '`')
        {
            Out.Append(letter);
            At++;
            if (At < Marked.Length && QueryMarks.IsMark(Marked[At]))
            {
                Fault("a backslash stands right before an action");
            }
            else if (At < Marked.Length)
            {
                Out.Append(Marked[At++]);
            }

            return;
        }

        _quote = letter == _quote ? null : _quote;
        Out.Append(letter);
        At++;
    }

    private void Blank(char letter)
    {
        At++;
        if (!char.IsWhiteSpace(letter))
        {
            Out.Append(letter);
        }
        else if (Out.Length > 0 && Out[^1] != ' ')
        {
            Out.Append(' ');
        }
    }

    private string InLiteral(string value, char quote)
    {
        if (quote == '`')
        {
            if (value.Contains('`', StringComparison.Ordinal))
            {
                Fault("a value with a ` cannot stand between two of them");
            }

            return value;
        }

        return value
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(quote.ToString(), $"\\{quote}", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal);
    }

    private static string Quoted(string name) => PatternLetter().Replace(name, @"\$0");

    [GeneratedRegex(@"[\\.+*?()|\[\]{}^$]", RegexOptions.CultureInvariant)]
    private static partial Regex PatternLetter();

    [GeneratedRegex(@"^-?[A-Za-z0-9_:.,]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    // What people write for the rest of a pod's name, whole hashes and all: -.*, -[0-9a-zA-Z]+(-[0-9a-zA-Z]+).
    [GeneratedRegex(@"\G(-|\.[*+]|\[[-A-Za-z0-9^]+\]([*+]|\{[0-9,]+\})|\((\?:)?(-|\.[*+]|\[[-A-Za-z0-9^]+\]([*+]|\{[0-9,]+\}))+\)[*+?]?)+(?=[""'`|)$]|\z)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PodPattern();
}

using System.Text;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Api.Queries;

/// <summary>A template's text to tokens. An action with a fault is passed over whole: one mistake, one sentence.</summary>
internal sealed class QueryLexer(string text, List<QueryFault> faults)
{
    private const string NoDot = "there is no dot: values are named by functions such as target or variables.key";
    private readonly List<QueryToken> _tokens = [];
    private int _at;
    private bool _trims;

    public IReadOnlyList<QueryToken> Read()
    {
        while (_at < text.Length)
        {
            Text();
            if (_at < text.Length)
            {
                Action();
            }
        }

        Add(QueryTokenKind.End, "", _at);
        return _tokens;
    }

    private void Text()
    {
        var open = text.IndexOf("{{", _at, StringComparison.Ordinal);
        var end = open < 0 ? text.Length : open;
        var piece = text[_at..end];
        piece = _trims ? piece.TrimStart() : piece;
        piece = open >= 0 && Trims(open + 2) ? piece.TrimEnd() : piece;
        _trims = false;
        var from = _at;
        _at = end;
        if (piece.Length > 0)
        {
            Add(QueryTokenKind.Text, piece, from);
        }
    }

    private void Action()
    {
        var open = _at;
        _at += Trims(_at + 2) ? 3 : 2;
        if (Skipped() is var comment && text.AsSpan(comment).StartsWith("/*"))
        {
            Comment(open, comment);
            return;
        }

        var before = faults.Count;
        Add(QueryTokenKind.Open, "{{", open);
        _at = text.IndexOf("}}", _at, StringComparison.Ordinal) < 0 ? text.Length : _at;
        while (!Closed())
        {
            _at = Skipped();
            if (_at >= text.Length)
            {
                _ = faults.Count > before || Fault(open, "this action does not end: each {{ needs its }}");
                return;
            }

            if (!Closed(peek: true) && !Token())
            {
                Pass();
            }
        }
    }

    private bool Closed(bool peek = false)
    {
        var trims = _at < text.Length && text.AsSpan(_at).StartsWith("-}}") && char.IsWhiteSpace(text[_at - 1]);
        if (!trims && (_at >= text.Length || !text.AsSpan(_at).StartsWith("}}")))
        {
            return false;
        }

        if (!peek)
        {
            var from = _at;
            (_at, _trims) = (_at + (trims ? 3 : 2), trims);
            Add(QueryTokenKind.Close, "}}", from);
        }

        return true;
    }

    private void Comment(int open, int from)
    {
        var end = text.IndexOf("*/", from + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            Fault(open, "this comment does not end: each {{/* needs its */}}");
            _at = text.Length;
            return;
        }

        _at = end + 2;
        _trims = Skipped() > _at && text.AsSpan(Skipped()).StartsWith("-}}");
        var close = _trims ? Skipped() + 1 : _at;
        if (!text.AsSpan(close).StartsWith("}}"))
        {
            Fault(open, "a comment stands alone in its braces: {{/* … */}}");
        }

        _at = text.IndexOf("}}", close, StringComparison.Ordinal) is var found and >= 0 ? found + 2 : text.Length;
    }

    private bool Token() => text[_at] switch
    {
        '(' => Single(QueryTokenKind.OpenParenthesis),
        ')' => Single(QueryTokenKind.CloseParenthesis),
        '|' => Single(QueryTokenKind.Pipe),
        '"' => Quoted(),
        '`' => Raw(),
        '.' => _at + 1 < text.Length && IsLetter(text[_at + 1]) ? Run(QueryTokenKind.Field, 1, IsWordPart) : Fault(_at, NoDot),
        '$' => Fault(_at, "variables of a template ($x) are not supported; those of the check are named variables.key"),
        var letter when IsLetter(letter) => Run(QueryTokenKind.Word, 0, IsWordPart),
        var letter when char.IsAsciiDigit(letter) || (letter is '-' or '+' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])) =>
            Run(QueryTokenKind.Number, 0, each => char.IsAsciiLetterOrDigit(each) || each is '.' or '-' or '+'),
        var letter => Fault(_at, $"\"{ShownText.Of(letter.ToString())}\" is not part of the template language here"),
    };

    private bool Single(QueryTokenKind kind)
    {
        _at++;
        Add(kind, "", _at - 1);
        return true;
    }

    private bool Run(QueryTokenKind kind, int skip, Func<char, bool> belongs)
    {
        var from = _at;
        _at += skip + 1;
        while (_at < text.Length && belongs(text[_at]))
        {
            _at++;
        }

        Add(kind, text[(from + skip).._at], from);
        return true;
    }

    private bool Raw()
    {
        var end = text.IndexOf('`', _at + 1);
        if (end < 0)
        {
            return Fault(_at, "this text does not end: each ` needs another");
        }

        var from = _at;
        _at = end + 1;
        Add(QueryTokenKind.Quoted, text[(from + 1)..end], from);
        return true;
    }

    private bool Quoted()
    {
        var value = new StringBuilder();
        for (var at = _at + 1; at < text.Length && text[at] != '\n'; at++)
        {
            if (text[at] == '"')
            {
                var from = _at;
                _at = at + 1;
                Add(QueryTokenKind.Quoted, value.ToString(), from);
                return true;
            }

            if (text[at] != '\\')
            {
                value.Append(text[at]);
            }
            else if (at + 1 < text.Length && Escaped(text[at + 1]) is { } letter)
            {
                value.Append(letter);
                at++;
            }
            else
            {
                return Fault(at, @"this escape is not supported; there are \\, \"", \n, \t and \r");
            }
        }

        return Fault(_at, "this text does not end: each \" needs another on its line");
    }

    private static char? Escaped(char letter) => letter switch
    {
        '\\' or '"' => letter,
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        _ => null,
    };

    private void Pass()
    {
        Add(QueryTokenKind.Bad, "", _at);
        _at = text.IndexOf("}}", _at, StringComparison.Ordinal) is var close and >= 0 ? close : text.Length;
        if (_at < text.Length && text[_at - 1] == '-' && char.IsWhiteSpace(text[_at - 2]))
        {
            _at--;
        }
    }

    private int Skipped()
    {
        var at = _at;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    private bool Trims(int at) => at + 1 < text.Length && text[at] == '-' && char.IsWhiteSpace(text[at + 1]);

    private static bool IsLetter(char letter) => char.IsAsciiLetter(letter) || letter == '_';

    private static bool IsWordPart(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';

    private void Add(QueryTokenKind kind, string meaning, int from) => _tokens.Add(new(kind, meaning, from, _at));

    private bool Fault(int at, string sentence)
    {
        faults.Add(QueryFault.At(text, at, sentence));
        return false;
    }
}

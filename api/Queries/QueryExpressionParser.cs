using System.Globalization;

namespace CanaryMesh.Api.Queries;

/// <summary>What stands within the braces of one action. Every call is checked here, so that nothing of its form can fail later.</summary>
internal sealed class QueryExpressionParser(string text, QueryCursor cursor, List<QueryFault> faults)
{
    private const int Deepest = 32;
    private int _depth;

    public QueryExpression Read(bool isPrinted) => isPrinted ? Printable(Pipeline()) : Pipeline();

    private QueryExpression Pipeline()
    {
        var value = Command(null);
        while (cursor.Current.Kind is QueryTokenKind.Pipe)
        {
            cursor.Take();
            value = Command(Printable(value));
        }

        return value;
    }

    private QueryExpression Command(QueryExpression? piped)
    {
        var first = cursor.Current;
        var before = faults.Count;
        var value = first.Kind is QueryTokenKind.Word ? Word() : Operand() ?? Bad(first.At);
        if (value is QueryExpression.Call { Arguments.Count: 0 } call && first.Kind is QueryTokenKind.Word)
        {
            var arguments = new List<QueryExpression>();
            while (QueryFunctions.IsKnown(call.Function) && Operand(isOptional: true) is { } argument)
            {
                arguments.Add(argument);
            }

            return faults.Count > before ? Bad(call.At) : Call(call.At, call.Function, piped is null ? arguments : [.. arguments, piped]);
        }

        return piped is null || cursor.Current.Kind is QueryTokenKind.Bad ? value : Fault(first.At, "only a function can be piped into");
    }

    // Null: no value stands here, and, unless it is optional, that has been said.
    private QueryExpression? Operand(bool isOptional = false)
    {
        var token = cursor.Current;
        return token.Kind switch
        {
            QueryTokenKind.Quoted => new QueryExpression.Literal(cursor.Take().At, token.Text),
            QueryTokenKind.Number => Number(cursor.Take()),
            QueryTokenKind.Word => Alone(Word()),
            QueryTokenKind.OpenParenthesis => Parenthesis(),
            QueryTokenKind.Field => Fault(token.At, "there is no dot: values are named by functions such as target or variables.key"),
            QueryTokenKind.Bad or QueryTokenKind.End => null,
            _ when isOptional => null,
            _ => Fault(token.At, "a value is missing here"),
        };
    }

    private QueryExpression Alone(QueryExpression word) => word is QueryExpression.Call call ? Call(call.At, call.Function, []) : word;

    private QueryExpression Word()
    {
        var word = cursor.Take();
        return word.Text is "true" or "false"
            ? new QueryExpression.Literal(word.At, word.Text == "true")
            : Keyed(new QueryExpression.Call(word.At, word.Text, []), word.End);
    }

    private QueryExpression Keyed(QueryExpression value, int end)
    {
        if (cursor.Current is not { Kind: QueryTokenKind.Field } field || field.At != end)
        {
            return value;
        }

        cursor.Take();
        return IsMap(value) && !(cursor.Current.Kind is QueryTokenKind.Field && cursor.Current.At == field.End)
            ? new QueryExpression.Variable(value.At, new QueryExpression.Literal(field.At, field.Text))
            : Fault(field.At, "only variables has keys, and a key has none");
    }

    private QueryExpression Parenthesis()
    {
        var open = cursor.Take();
        var before = faults.Count;
        if (++_depth > Deepest)
        {
            return Fault(open.At, "parentheses are nested too deeply");
        }

        var value = Pipeline();
        _depth--;
        return cursor.Current.Kind switch
        {
            QueryTokenKind.CloseParenthesis => Keyed(value, cursor.Take().End),
            QueryTokenKind.Bad or QueryTokenKind.End => Bad(open.At),
            _ => faults.Count > before ? Bad(open.At) : Fault(open.At, "this parenthesis does not end"),
        };
    }

    private QueryExpression Call(int at, string function, List<QueryExpression> arguments)
    {
        if (QueryFunctions.Fault(function, arguments.Count) is { } fault)
        {
            return Fault(at, fault);
        }

        return function switch
        {
            QueryFunctions.Index when IsMap(arguments[0]) => new QueryExpression.Variable(at, Printable(arguments[1])),
            QueryFunctions.Index => Fault(arguments[0].At, "index looks into variables alone: index variables \"key\""),
            QueryFunctions.Printf when FormatFault(arguments) is { } wrong => Fault(arguments[0].At, wrong),
            "and" or "or" or "not" => new QueryExpression.Call(at, function, arguments),
            _ => new QueryExpression.Call(at, function, [.. arguments.Select(Printable)]),
        };
    }

    private static string? FormatFault(List<QueryExpression> arguments) =>
        arguments[0] is QueryExpression.Literal { Value: string format } ? PrintfFormat.Fault(format, arguments.Count - 1) : "the format of printf must be a text in quotes";

    private QueryExpression.Literal Number(QueryToken token) =>
        long.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? new QueryExpression.Literal(token.At, whole)
        : double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? new QueryExpression.Literal(token.At, number)
        : Fault(token.At, "this is no number");

    private QueryExpression Printable(QueryExpression value) =>
        IsMap(value) ? Fault(value.At, "variables is a map: name one of its keys, as in variables.key") : value;

    private static bool IsMap(QueryExpression value) => value is QueryExpression.Call { Function: QueryFunctions.Variables };

    private static QueryExpression.Literal Bad(int at) => new(at, "");

    // What follows in this action would be judged by a mistake: it is passed over.
    private QueryExpression.Literal Fault(int at, string sentence)
    {
        cursor.PassToClose();
        faults.Add(QueryFault.At(text, at, sentence));
        return Bad(at);
    }
}

using CanaryMesh.Api.Values;

namespace CanaryMesh.Api.Queries;

/// <summary>Nodes to a text in which what was put in is marked. What fails is a fault with its place, and the rest goes on.</summary>
internal sealed class QueryEvaluator(string text, QueryValues values, List<QueryFault> faults)
{
    private const string AnyVariable = "x";

    public string Render(IReadOnlyList<QueryNode> nodes) => string.Concat(nodes.Select(Render));

    private string Render(QueryNode node) => node switch
    {
        QueryNode.Text literal => literal.Value,
        QueryNode.Action action => PrintfFormat.Print(Evaluate(action.Value)),
        QueryNode.If branch => Render(IsTrue(Evaluate(branch.Condition)) ? branch.Then : branch.Otherwise),
        _ => "",
    };

    private object Evaluate(QueryExpression expression) => expression switch
    {
        QueryExpression.Literal literal => literal.Value,
        QueryExpression.Variable variable => Variable(variable),
        QueryExpression.Call call => Call(call),
        _ => "",
    };

    private object Call(QueryExpression.Call call) => call.Function switch
    {
        "name" => QueryMarks.OfName(values.Name),
        "namespace" => QueryMarks.OfName(values.Namespace),
        "target" => QueryMarks.Target.ToString(),
        "service" => QueryMarks.OfName(values.Service),
        "ingress" => QueryMarks.OfName(values.Ingress),
        "route" => QueryMarks.OfName(values.Route),
        "interval" => QueryMarks.OfName(values.Interval),
        QueryFunctions.Variables => values.Variables is null or { Count: > 0 },
        "not" => !IsTrue(Evaluate(call.Arguments[0])),
        "and" => First(call, isTrue: false),
        "or" => First(call, isTrue: true),
        "eq" => Equals(call),
        "ne" => !Equals(call),
        QueryFunctions.Printf => Printf(call),
        _ => "",
    };

    // The first that decides, else the last.
    private object First(QueryExpression.Call call, bool isTrue)
    {
        object value = false;
        foreach (var argument in call.Arguments)
        {
            value = Evaluate(argument);
            if (IsTrue(value) == isTrue)
            {
                return value;
            }
        }

        return value;
    }

    private bool Equals(QueryExpression.Call call)
    {
        var first = Compared(call.Arguments[0]);
        var isEqual = false;
        foreach (var argument in call.Arguments.Skip(1))
        {
            var other = Compared(argument);
            if (first.GetType() != other.GetType())
            {
                Fault(argument.At, $"{call.Function} compares values of one kind: texts, numbers, or true and false");
            }

            isEqual |= first.Equals(other);
        }

        return isEqual;
    }

    private object Compared(QueryExpression expression) =>
        Evaluate(expression) is var value && value is string marked ? QueryMarks.Plain(marked, values.Target) : value;

    private string Printf(QueryExpression.Call call)
    {
        if (PrintfFormat.Apply((string)Evaluate(call.Arguments[0]), [.. call.Arguments.Skip(1).Select(Evaluate)]) is { } printed)
        {
            return printed;
        }

        Fault(call.At, "a value of printf is not of its verb's kind: %s and %q take a text, %d a whole number, %t true or false");
        return "";
    }

    private string Variable(QueryExpression.Variable variable)
    {
        var key = Compared(variable.Key);
        if (values.Variables is null)
        {
            return QueryMarks.OfVariable(AnyVariable);
        }

        if (key is not string name || !values.Variables.TryGetValue(name, out var value))
        {
            Fault(variable.At, $"templateVariables of the check has no key {ShownText.Of(PrintfFormat.Print(key))}");
            return "";
        }

        if (QueryMarks.AreIn(value))
        {
            Fault(variable.At, $"the value of {ShownText.Of(name)} has letters of no alphabet");
            return "";
        }

        return QueryMarks.OfVariable(value);
    }

    private static bool IsTrue(object value) => value switch
    {
        bool flag => flag,
        long number => number != 0,
        double number => number != 0,
        string marked => marked.Any(letter => letter is QueryMarks.Target || !QueryMarks.IsMark(letter)),
        _ => true,
    };

    private void Fault(int at, string sentence) => faults.Add(QueryFault.At(text, at, sentence));
}

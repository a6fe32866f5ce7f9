namespace CanaryMesh.Api.Queries;

/// <summary>Tokens to nodes: texts, actions, and what stands between if and end.</summary>
internal sealed class QueryParser(string text, IReadOnlyList<QueryToken> tokens, List<QueryFault> faults)
{
    private const int Deepest = 32;
    private readonly QueryCursor _cursor = new(tokens);
    private int _depth;

    public IReadOnlyList<QueryNode> Document()
    {
        var nodes = Body();
        while (_cursor.Current.Kind is not QueryTokenKind.End)
        {
            Fault(_cursor.Current.At, $"this {{{{ {_cursor.Ahead.Text} }}}} belongs to no if");
            _cursor.PassAction();
            nodes.AddRange(Body());
        }

        return nodes;
    }

    private List<QueryNode> Body()
    {
        var nodes = new List<QueryNode>();
        while (_cursor.Current.Kind is not QueryTokenKind.End && !_cursor.IsAt("end") && !_cursor.IsAt("else"))
        {
            nodes.Add(_cursor.Current.Kind is QueryTokenKind.Text ? new QueryNode.Text(_cursor.Take().Text) : _cursor.IsAt("if") ? If() : Action());
        }

        return nodes;
    }

    private QueryNode.Action Action()
    {
        _cursor.Take();
        return new(Expression(isPrinted: true));
    }

    private QueryNode.If If()
    {
        var open = _cursor.Take().At;
        _cursor.Take();
        return Branch(open);
    }

    private QueryNode.If Branch(int open)
    {
        if (++_depth > Deepest)
        {
            Fault(open, "if is nested too deeply");
            _cursor.ToEnd();
        }

        var condition = Expression(isPrinted: false);
        var then = Body();
        var otherwise = Otherwise(open, out var isChained);
        _depth--;
        if (!isChained)
        {
            End(open);
        }

        return new(condition, then, otherwise);
    }

    // What is chained by else if shares the end with the one before.
    private List<QueryNode> Otherwise(int open, out bool isChained)
    {
        isChained = false;
        if (!_cursor.IsAt("else"))
        {
            return [];
        }

        _cursor.Take();
        _cursor.Take();
        if (_cursor.Current.Is("if"))
        {
            _cursor.Take();
            isChained = true;
            return [Branch(open)];
        }

        Close(faults.Count);
        return Body();
    }

    private void End(int open)
    {
        if (_cursor.IsAt("end"))
        {
            _cursor.Take();
            _cursor.Take();
            Close(faults.Count);
        }
        else if (_depth < Deepest)
        {
            Fault(open, _cursor.IsAt("else") ? "this if has a second else" : "this if has no end");
        }
    }

    private QueryExpression Expression(bool isPrinted)
    {
        var before = faults.Count;
        var value = new QueryExpressionParser(text, _cursor, faults).Read(isPrinted);
        Close(before);
        return value;
    }

    private void Close(int faultsBefore)
    {
        if (faults.Count == faultsBefore && _cursor.Current.Kind is not (QueryTokenKind.Close or QueryTokenKind.End or QueryTokenKind.Bad))
        {
            Fault(_cursor.Current.At, "the action should end here");
        }

        _cursor.PassAction();
    }

    private void Fault(int at, string sentence) => faults.Add(QueryFault.At(text, at, sentence));
}

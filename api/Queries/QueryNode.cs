namespace CanaryMesh.Api.Queries;

/// <summary>A piece of a template's text.</summary>
internal abstract record QueryNode
{
    private QueryNode()
    {
    }

    internal sealed record Text(string Value) : QueryNode;

    internal sealed record Action(QueryExpression Value) : QueryNode;

    internal sealed record If(QueryExpression Condition, IReadOnlyList<QueryNode> Then, IReadOnlyList<QueryNode> Otherwise) : QueryNode;
}

/// <summary>Something with a value.</summary>
internal abstract record QueryExpression(int At)
{
    internal sealed record Literal(int At, object Value) : QueryExpression(At);

    /// <summary>One of the check's variables; which one may itself be reckoned.</summary>
    internal sealed record Variable(int At, QueryExpression Key) : QueryExpression(At);

    internal sealed record Call(int At, string Function, IReadOnlyList<QueryExpression> Arguments) : QueryExpression(At);
}

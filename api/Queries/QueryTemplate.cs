namespace CanaryMesh.Api.Queries;

/// <summary>A query with template actions, understood. A subset of Go's template language: what is outside of it is refused with its place, so
/// that nothing means something else than it did.</summary>
public sealed class QueryTemplate
{
    private const int Longest = 32 * 1024;
    private readonly string _text;
    private readonly IReadOnlyList<QueryNode> _nodes;

    private QueryTemplate(string text, IReadOnlyList<QueryNode> nodes) => (_text, _nodes) = (text, nodes);

    /// <summary>The template, or every fault of its text.</summary>
    public static QueryTemplate? Parse(string text, out IReadOnlyList<QueryFault> faults)
    {
        var found = new List<QueryFault>();
        faults = found;
        if (text.Length > Longest || QueryMarks.AreIn(text))
        {
            found.Add(new(0, 0, text.Length > Longest ? $"the query is longer than {Longest} characters" : "the query has letters of no alphabet"));
            return null;
        }

        var nodes = new QueryParser(text, new QueryLexer(text, found).Read(), found).Document();
        found.Sort((one, other) => (one.Line, one.Column).CompareTo((other.Line, other.Column)));
        return found.Count == 0 ? new(text, nodes) : null;
    }

    /// <summary>The query for one trial.</summary>
    public QueryRendering Render(QueryValues values, QuerySurface surface)
    {
        var faults = new List<QueryFault>();
        var marked = new QueryEvaluator(_text, values, faults).Render(_nodes);
        var writer = surface switch
        {
            QuerySurface.PromQl => (QueryWriter)new PromWriter(marked, values),
            QuerySurface.Address => new AddressWriter(marked, values),
        };
        var text = writer.Write().Trim();
        return new(text, [.. faults, .. writer.Faults.Select(fault => new QueryFault(0, 0, fault))], writer.Uses);
    }
}

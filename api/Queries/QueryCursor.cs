namespace CanaryMesh.Api.Queries;

/// <summary>Where a parser is among the tokens; the last one is the end and is never passed.</summary>
internal sealed class QueryCursor(IReadOnlyList<QueryToken> tokens)
{
    private int _at;

    public QueryToken Current => tokens[_at];

    public QueryToken Ahead => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    /// <summary>At the beginning of an action that this word leads.</summary>
    public bool IsAt(string word) => Current.Kind is QueryTokenKind.Open && Ahead.Is(word);

    public QueryToken Take()
    {
        var taken = Current;
        _at = Math.Min(_at + 1, tokens.Count - 1);
        return taken;
    }

    public void PassToClose()
    {
        while (Current.Kind is not (QueryTokenKind.Close or QueryTokenKind.End))
        {
            Take();
        }
    }

    public void PassAction()
    {
        PassToClose();
        Take();
    }

    public void ToEnd() => _at = tokens.Count - 1;
}

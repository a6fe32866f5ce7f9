namespace CanaryMesh.Api.Queries;

internal enum QueryTokenKind
{
    Text,
    Open,
    Close,
    Word,
    Field,
    Quoted,
    Number,
    OpenParenthesis,
    CloseParenthesis,
    Pipe,

    /// <summary>Stands for what has its fault already.</summary>
    Bad,
    End,
}

/// <summary>A piece of a template: Text is its meaning, not its spelling.</summary>
internal readonly record struct QueryToken(QueryTokenKind Kind, string Text, int At, int End)
{
    public bool Is(string word) => Kind is QueryTokenKind.Word && Text == word;
}

namespace CanaryMesh.Analyzer.Judging;

/// <summary>What is to be written of a judged version; null is left as it is, an empty text goes away.</summary>
internal sealed record JudgedContent(string? State, string? Record)
{
    public static JudgedContent Nothing { get; } = new(null, null);

    public bool IsNothing => State is null && Record is null;

    /// <summary>The later wish wins, part by part.</summary>
    public JudgedContent Then(JudgedContent later) => new(later.State ?? State, later.Record ?? Record);

    /// <summary>What is left once that was written.</summary>
    public JudgedContent Without(JudgedContent written) => new(ReferenceEquals(State, written.State) ? null : State, ReferenceEquals(Record, written.Record) ? null : Record);
}

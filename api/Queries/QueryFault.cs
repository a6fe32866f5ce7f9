using System.Globalization;

namespace CanaryMesh.Api.Queries;

/// <summary>What is wrong with a query, and where: line and column from 1, both 0 where it is wrong as a whole.</summary>
public sealed record QueryFault(int Line, int Column, string Sentence)
{
    /// <summary>The sentence behind its place.</summary>
    public override string ToString() =>
        Line == 0 ? Sentence : string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {Column}: {Sentence}");

    internal static QueryFault At(string text, int at, string sentence)
    {
        var before = text.AsSpan(0, Math.Min(at, text.Length));
        return new(before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'), sentence);
    }
}

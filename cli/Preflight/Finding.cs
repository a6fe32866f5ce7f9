namespace CanaryMesh.Cli.Preflight;

/// <summary>One thing that was noticed, and what to do about it.</summary>
internal sealed record Finding(FindingLevel Level, string Object, string Seen, string Do)
{
    internal static Finding Error(string thing, string seen, string instead) => new(FindingLevel.Error, thing, seen, instead);

    internal static Finding Warning(string thing, string seen, string instead) => new(FindingLevel.Warning, thing, seen, instead);

    internal static Finding Note(string thing, string seen, string instead) => new(FindingLevel.Note, thing, seen, instead);
}

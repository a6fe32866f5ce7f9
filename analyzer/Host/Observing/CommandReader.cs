using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The command annotation, VERB:SUFFIX, unless it was carried out before.</summary>
internal static class CommandReader
{
    public static RolloutCommand? Read(string? text, string? last)
    {
        if (text is null || text == last)
        {
            return null;
        }

        return text.Split(':', 2)[0] switch
        {
            "promote" => new(CommandVerb.Promote, text),
            "abort" => new(CommandVerb.Abort, text),
            "retry" => new(CommandVerb.Retry, text),
            _ => null,
        };
    }
}

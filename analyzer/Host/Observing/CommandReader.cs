using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Commands;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The command annotation, VERB:SUFFIX, unless it was carried out before. Who gave it is known if admission signed this very command.</summary>
internal static class CommandReader
{
    public static RolloutCommand? Read(string? text, string? last, string? signature) =>
        Read(text, last) is { } command && CommandSignature.Parse(signature) is { } signed && signed.Command == text
            ? command with { By = signed.By, At = signed.At }
            : Read(text, last);

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
            "approve" => new(CommandVerb.Approve, text),
            "pause" => new(CommandVerb.Pause, text),
            "resume" => new(CommandVerb.Resume, text),
            _ => null,
        };
    }
}

namespace CanaryMesh.Analyzer.Judging;

/// <summary>What was found of a trial's predecessor.</summary>
internal sealed record KeptReading(KeptTrial? Found, Action<string> SayAnew)
{
    /// <summary>What this very trial goes on from; null where it begins. An earlier trial of the version is no predecessor of this one.</summary>
    public KeptTrial? Of(string version, DateTimeOffset? began, JudgeSettings settings, ulong term)
    {
        if (Found is not { } kept || !kept.IsOf(version, began, kept.Settings))
        {
            return null;
        }

        var why = kept.Settings != settings ? "it was judged by other settings" : kept.Run.Seen.Term > term || kept.Scope.Since.Term > term ? "a later leader kept it" : null;
        if (why is not null)
        {
            SayAnew(why);
        }

        return why is null ? kept : null;
    }
}

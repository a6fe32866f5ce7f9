namespace CanaryMesh.Cli.Restarting;

internal enum RestartOutcome
{
    Restarted,
    UpToDate,
    LeftAlone,
    Failed,
    NotBegun,
}

internal static class RestartOutcomes
{
    internal static string Word(this RestartOutcome outcome) => outcome switch
    {
        RestartOutcome.Restarted => "restarted",
        RestartOutcome.UpToDate => "up to date",
        RestartOutcome.LeftAlone => "left alone",
        RestartOutcome.Failed => "not restarted",
        RestartOutcome.NotBegun => "not begun",
    };
}

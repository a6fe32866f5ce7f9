namespace CanaryMesh.LoadTester.Load;

/// <summary>The outcomes' words for people and for labels.</summary>
internal static class LoadOutcomes
{
    public static IReadOnlyList<LoadOutcome> All { get; } = Enum.GetValues<LoadOutcome>();

    public static LoadOutcome OfStatus(int status) => status switch
    {
        < 400 => LoadOutcome.Ok,
        < 500 => LoadOutcome.ClientError,
        _ => LoadOutcome.ServerError,
    };

    public static string Words(LoadOutcome outcome) => outcome switch
    {
        LoadOutcome.Ok => "ok",
        LoadOutcome.ClientError => "4xx",
        LoadOutcome.ServerError => "5xx",
        LoadOutcome.TimedOut => "timed out",
        LoadOutcome.NotConnected => "not connected",
        LoadOutcome.Broken => "broken off",
    };

    public static string Label(LoadOutcome outcome) => Words(outcome).Replace(' ', '_');
}

namespace CanaryMesh.LoadTester.Load;

/// <summary>What one request came to: status 0 if there was none, then a word on why.</summary>
internal readonly record struct LoadAnswer(LoadOutcome Outcome, int Status, long Bytes, string? Fault)
{
    public static LoadAnswer Of(int status, long bytes) => new(LoadOutcomes.OfStatus(status), status, bytes, null);

    public static LoadAnswer Failed(LoadOutcome outcome, string fault) => new(outcome, 0, 0, fault);
}

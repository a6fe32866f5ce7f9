namespace CanaryMesh.Cli.Restarting;

/// <summary>What became of one target.</summary>
internal sealed record RestartEnd(string Target, RestartOutcome Outcome, string Why)
{
    public override string ToString() => $"deployment {Target}: {Outcome.Word()}{(Why.Length is 0 ? "" : $": {Why}")}";
}

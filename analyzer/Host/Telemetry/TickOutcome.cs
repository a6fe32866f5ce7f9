namespace CanaryMesh.Analyzer.Telemetry;

internal enum TickOutcome
{
    Done,
    After,
    Retry,
    Cut,
}

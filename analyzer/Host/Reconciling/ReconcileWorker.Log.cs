namespace CanaryMesh.Analyzer.Reconciling;

internal sealed partial class ReconcileWorker<TKey>
{
    [LoggerMessage(2201, LogLevel.Warning, "Tick of {Key} was cut off by its {Cause}")]
    private partial void LogCutOff(string? key, string cause);

    [LoggerMessage(2202, LogLevel.Error, "Tick of {Key} failed")]
    private partial void LogFailed(Exception exception, string? key);
}

namespace CanaryMesh.Webhook.Admission;

internal sealed partial class AdmissionEndpoints
{
    [LoggerMessage(LogLevel.Information, "{Entry} {Operation} {Namespace}/{Name}: {Decision} {Reason} (dry run {DryRun})")]
    private partial void LogDecision(string entry, string operation, string @namespace, string name, string decision, string reason, bool dryRun);

    [LoggerMessage(LogLevel.Debug, "{Entry} {Namespace}/{Name}: {Decision} {Reason}")]
    private partial void LogDetail(string entry, string @namespace, string name, string decision, string reason);

    [LoggerMessage(LogLevel.Error, "{Entry} {Namespace}/{Name}: no answer, a fault of ours")]
    private partial void LogFault(Exception exception, string entry, string @namespace, string name);
}

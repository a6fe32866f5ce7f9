namespace CanaryMesh.Analyzer.Control;

internal sealed partial class ControlService
{
    [LoggerMessage(2301, LogLevel.Debug, "Proxy of {Workload} attached: pod {Pod}, version {Version}")]
    private partial void LogAttached(WorkloadKey workload, string pod, string version);

    [LoggerMessage(2302, LogLevel.Debug, "Proxy of {Workload} detached: pod {Pod}")]
    private partial void LogDetached(WorkloadKey workload, string pod);

    [LoggerMessage(2303, LogLevel.Debug, "Stream of pod {Pod} broke: {Error}")]
    private partial void LogBroken(string pod, string error);

    [LoggerMessage(2304, LogLevel.Warning, "Pod {Pod} holds policy {Policy} of a later term than ours ({Term}): it will refuse ours")]
    private partial void LogLaterTerm(string pod, PolicyId policy, ulong term);
}

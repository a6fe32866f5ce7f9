namespace CanaryMesh.Cluster.Node;

/// <summary>The signal a container is asked to end with.</summary>
internal static class StopSignal
{
    public static PosixSignalNumber Of(string? name) => name switch
    {
        "SIGKILL" => PosixSignalNumber.Kill,
        "SIGINT" => PosixSignalNumber.Interrupt,
        "SIGQUIT" => PosixSignalNumber.Quit,
        "SIGHUP" => PosixSignalNumber.Hangup,
        "SIGUSR1" => PosixSignalNumber.User1,
        "SIGUSR2" => PosixSignalNumber.User2,
        _ => PosixSignalNumber.Terminate,
    };
}

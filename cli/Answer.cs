namespace CanaryMesh.Cli;

/// <summary>What was asked for, or why not, with the exit code that says so to a script.</summary>
internal sealed record Answer<T>(T? Value, int ExitCode, string Fault)
    where T : class
{
    internal static Answer<T> Of(T value) => new(value, ExitCodes.Done, "");

    internal static Answer<T> Failed(int exitCode, string fault) => new(null, exitCode, fault);
}

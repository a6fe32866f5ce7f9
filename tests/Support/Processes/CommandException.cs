namespace CanaryMesh.Support.Processes;

/// <summary>A command that had to succeed did not.</summary>
public sealed class CommandException(CommandResult result)
    : Exception($"{result.Command} ended with status {result.ExitCode}: {(result.Errors.Length > 0 ? result.Errors : result.Output).Trim()}")
{
    public CommandResult Result => result;
}

namespace CanaryMesh.Support.Processes;

/// <summary>How a command ended and what it said.</summary>
public sealed record CommandResult(string Command, int ExitCode, string Output, string Errors)
{
    public CommandResult EnsureSuccess() => ExitCode == 0 ? this : throw new CommandException(this);
}

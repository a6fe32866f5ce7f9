namespace CanaryMesh.Cli;

/// <summary>What the process says to a script; the list is closed and documented.</summary>
internal static class ExitCodes
{
    internal const int Done = 0;
    internal const int RolledBack = 1;
    internal const int Usage = 2;
    internal const int NotFound = 3;
    internal const int Unreachable = 4;
    internal const int NothingToDo = 5;
    internal const int Incomplete = 6;
    internal const int Unfit = 7;
    internal const int Conflict = 8;
}

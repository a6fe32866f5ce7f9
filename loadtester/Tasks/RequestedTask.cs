using CanaryMesh.LoadTester.Load;

namespace CanaryMesh.LoadTester.Tasks;

/// <summary>What a call asks for.</summary>
internal abstract record RequestedTask
{
    private RequestedTask()
    {
    }

    /// <summary>A line for a shell. Its caller waits for it, or has its answer at once.</summary>
    internal sealed record Command(string Type, string Shell, string Line, bool Waits, bool LogsOutput, bool ReturnsOutput) : RequestedTask;

    /// <summary>Load from this process itself, without a shell.</summary>
    internal sealed record Load(string Type, LoadOrder Order, bool LogsOutput, bool ReturnsOutput) : RequestedTask;

    /// <summary>Nothing that can be run, and what to do instead.</summary>
    internal sealed record Refused(int Status, string Sentence) : RequestedTask;
}

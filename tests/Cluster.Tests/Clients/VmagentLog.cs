using System.Collections.Concurrent;
using System.Diagnostics;

namespace CanaryMesh.Cluster.Tests.Clients;

/// <summary>What vmagent says, line by line.</summary>
internal sealed class VmagentLog
{
    public VmagentLog(Process process)
    {
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public ConcurrentQueue<string> Lines { get; } = new();

    public string Text => string.Join('\n', Lines);

    private void Take(string? line)
    {
        if (line is not null)
        {
            Lines.Enqueue(line);
        }
    }
}

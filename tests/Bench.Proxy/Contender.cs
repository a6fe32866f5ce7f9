using System.Diagnostics;
using System.Net;

namespace CanaryMesh.Bench.Proxy;

/// <summary>One way to the two apps: where to ask, how to start it, and what to wait for before it draws.</summary>
internal sealed record Contender(string Name, IPEndPoint Target, ProcessStartInfo Start, Func<Task> ReadyAsync)
{
    public async Task<MeasuredProcess> StartAsync()
    {
        var process = await MeasuredProcess.StartAsync(Start, Target);
        await ReadyAsync();
        return process;
    }
}

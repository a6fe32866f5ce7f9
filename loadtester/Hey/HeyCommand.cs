using System.Runtime.InteropServices;
using CanaryMesh.LoadTester.Load;

namespace CanaryMesh.LoadTester.Hey;

/// <summary>The verb hey: load from the command line, ended early by a signal with what came back until then.</summary>
internal static class HeyCommand
{
    public const string Verb = "hey";

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, TimeProvider time)
    {
        if (HeyArguments.Read(arguments, out var faults) is not { } plan)
        {
            foreach (var fault in faults)
            {
                await error.WriteLineAsync(fault);
            }

            return 2;
        }

        using var ended = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        await LoadWarmUp.EnsureAsync();
        using var client = new LoadClient(plan, time);
        var result = await new LoadRun(plan, client.SendAsync, time).RunAsync(ended.Token);
        await output.WriteAsync(HeySummary.Of(result));
        return 0;

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            ended.Cancel();
        }
    }
}

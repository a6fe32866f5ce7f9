using System.Runtime.InteropServices;
using CanaryMesh.Proxy.Configuration;

namespace CanaryMesh.Proxy;

/// <summary>From environment to exit code.</summary>
internal static class ProxyProcess
{
    public const int BadConfiguration = 2;

    public static async Task<int> RunAsync(Func<string, string?> environment, TextWriter errors)
    {
        if (SettingsReader.Read(environment, out var faults) is not { } settings)
        {
            foreach (var fault in faults)
            {
                await errors.WriteLineAsync(fault);
            }

            return BadConfiguration;
        }

        using var loggers = ProxyLogging.Make(settings.LogLevel);
        await using var server = new ProxyServer(settings, loggers);
        await server.StartAsync(CancellationToken.None);
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.TrySetResult();
        });
        await stop.Task;
        await server.StopAsync(CancellationToken.None);
        return 0;
    }
}

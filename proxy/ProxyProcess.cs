using System.Net.Sockets;
using System.Runtime.InteropServices;
using CanaryMesh.Proxy.Configuration;
using CanaryMesh.Proxy.Control;

namespace CanaryMesh.Proxy;

/// <summary>From environment to exit code.</summary>
internal static class ProxyProcess
{
    public const int BadConfiguration = 2;
    public const int NotBound = 3;

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
        return await ServeAsync(settings, loggers);
    }

    private static async Task<int> ServeAsync(ProxySettings settings, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger(nameof(ProxyProcess));
        await using var server = new ProxyServer(settings, loggers);
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => OnSignal(context, first, second));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => OnSignal(context, first, second));
        server.Draining += () => ProxyLog.Draining(logger);
        if (!await TryStartAsync(settings, server, logger))
        {
            return NotBound;
        }

        await using var control = new ControlClient(
            settings, server, new ControlLog(loggers.CreateLogger<ControlLog>()), TimeProvider.System);
        control.Start();
        await Signalled(first.Token);
        await StopAsync(settings, server, logger, second.Token);
        await control.StopAsync();
        ProxyLog.Stopped(logger);
        return 0;
    }

    private static async Task<bool> TryStartAsync(ProxySettings settings, ProxyServer server, ILogger logger)
    {
        try
        {
            await server.StartAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            ProxyLog.NotBound(logger, exception);
            return false;
        }

        ProxyLog.Started(logger, settings.Plan.Ports.Count, settings.PodAddresses[0], settings.AdminPort, settings.AppAddress);
        return true;
    }

    private static async Task StopAsync(ProxySettings settings, ProxyServer server, ILogger logger, CancellationToken hurry)
    {
        server.BeginDrain();
        await new GracefulStop(server, settings.Drain, TimeProvider.System).WaitAsync(hurry);
        ProxyLog.Closing(logger, server.Meter.InFlight);
        await server.StopAsync(hurry);
    }

    private static void OnSignal(PosixSignalContext context, CancellationTokenSource first, CancellationTokenSource second)
    {
        context.Cancel = true;
        (first.IsCancellationRequested ? second : first).Cancel();
    }

    private static Task Signalled(CancellationToken token)
    {
        var signalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(signalled.SetResult);
        return signalled.Task;
    }
}

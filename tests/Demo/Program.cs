using System.Runtime.InteropServices;
using CanaryMesh.Demo;
using CanaryMesh.Support.Cluster;

const int Interrupted = 130;
using var stop = new CancellationTokenSource();

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, End);
try
{
    var options = DemoOptions.Parse(args);
    if (options.WriteImages is { } images)
    {
        ImageMapFile.Write(images);
        return 0;
    }
    return await DemoRun.RunAsync(options, stop.Token) ? 0 : 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.WriteLine("stopped; everything it started has ended");
    return Interrupted;
}

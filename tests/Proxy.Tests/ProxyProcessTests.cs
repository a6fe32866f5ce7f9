using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CanaryMesh.Api.Names;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests;

/// <summary>The proxy as a real process: exit codes and signals.</summary>
public sealed class ProxyProcessTests
{
    [Fact]
    public async Task BadConfiguration_IsSaidLineByLine_AndExitsWithTwo()
    {
        using var process = Start(new() { [ProxyEnvironment.Plan] = "{", [ProxyEnvironment.PodIps] = "0.0.0.0", [ProxyEnvironment.AppHost] = "x" });
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.Equal(3, errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Terminated_WhileServing_KeepsAcceptingForTheDrainAndFinishesWhatIsInFlight()
    {
        await using var pod = await TestPod.StartAsync(withApp: true);
        await pod.Server.StopAsync(CancellationToken.None);
        using var process = Start(new()
        {
            [ProxyEnvironment.Plan] = pod.Settings.Plan.ToJson(),
            [ProxyEnvironment.PodIps] = pod.Address.ToString(),
            [ProxyEnvironment.AppHost] = "pod",
            [ProxyEnvironment.DrainSeconds] = "1",
        });
        using var client = pod.Client();
        await ReadyAsync(pod);
        var slow = client.GetAsync(new Uri("/slow", UriKind.Relative));
        await Until.TrueAsync(() => pod.App.Targets.Contains("/slow"));
        Terminate(process);
        using var admin = pod.Client(14070);
        await UntilAsync(async () => (await admin.GetAsync(new Uri("/ready", UriKind.Relative))).StatusCode == HttpStatusCode.ServiceUnavailable);
        using var late = await client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.True(late.Headers.ConnectionClose);
        await UntilAsync(() => RefusesAsync(pod));
        Assert.False(process.HasExited);
        pod.App.Gate.SetResult();

        Assert.Equal(HttpStatusCode.OK, (await slow).StatusCode);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task TerminatedTwice_WithAStuckRequest_EndsAtOnce()
    {
        await using var pod = await TestPod.StartAsync(withApp: true);
        await pod.Server.StopAsync(CancellationToken.None);
        using var process = Start(new()
        {
            [ProxyEnvironment.Plan] = pod.Settings.Plan.ToJson(),
            [ProxyEnvironment.PodIps] = pod.Address.ToString(),
            [ProxyEnvironment.AppHost] = "pod",
            [ProxyEnvironment.DrainSeconds] = "60",
        });
        using var client = pod.Client();
        await ReadyAsync(pod);
        var stuck = client.GetAsync(new Uri("/slow", UriKind.Relative));
        await Until.TrueAsync(() => pod.App.Targets.Contains("/slow"));
        Terminate(process);
        using var admin = pod.Client(14070);
        await UntilAsync(async () => (await admin.GetAsync(new Uri("/ready", UriKind.Relative))).StatusCode == HttpStatusCode.ServiceUnavailable);
        Terminate(process);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(0, process.ExitCode);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => stuck);
    }

    private static async Task ReadyAsync(TestPod pod)
    {
        using var admin = pod.Client(14070);
        await UntilAsync(async () =>
        {
            try
            {
                using var answer = await admin.GetAsync(new Uri("/ready", UriKind.Relative));
                return answer.StatusCode == HttpStatusCode.OK;
            }
            catch (Exception exception) when (exception is HttpRequestException or SocketException)
            {
                return false;
            }
        });
    }

    private static async Task<bool> RefusesAsync(TestPod pod)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(pod.Address, TestPod.Split));
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var tries = 0; tries < 1000 && !await isSo(); tries++)
        {
            await timer.WaitForNextTickAsync();
        }
    }

    private static void Terminate(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static Process Start(Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "canarymesh-proxy")) { RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

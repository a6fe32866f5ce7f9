using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CanaryMesh.Api.Control;
using CanaryMesh.Api.Names;
using CanaryMesh.Proxy.Tests.Support;

namespace CanaryMesh.Proxy.Tests;

/// <summary>The proxy as a real process: exit codes and signals.</summary>
public sealed class ProxyProcessTests
{
    /// <summary>The Native AOT binary when one is named, else the one built with the tests.</summary>
    private static readonly string Binary =
        Environment.GetEnvironmentVariable("CANARYMESH_PROXY_BINARY") ?? Path.Combine(AppContext.BaseDirectory, "canarymesh-proxy");

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

    [Fact]
    public async Task Process_WithAnAnalyzer_TakesItsPolicyAndSaysALastReport()
    {
        var authority = new TestAuthority();
        var folder = Directory.CreateTempSubdirectory("cm-proxy-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "token"), "a-token");
        await using var analyzer = await ControlEnd.StartAsync(authority);
        await using var canary = await TestPod.StartAsync("canary-1", "canary");
        await using var pod = await TestPod.StartAsync(withApp: true);
        await pod.Server.StopAsync(CancellationToken.None);
        var policy = Some.Policy(revision: 7, weight: 100);
        policy.CanaryEndpoints.Add(Some.Endpoint("canary-1", canary.Address.ToString()));
        policy.ReportIntervalMs = 60_000;
        analyzer.Line.Say.Writer.TryWrite(new AnalyzerMessage { Policy = policy });
        using var process = Start(new()
        {
            [ProxyEnvironment.Plan] = pod.Settings.Plan.ToJson(),
            [ProxyEnvironment.PodIps] = pod.Address.ToString(),
            [ProxyEnvironment.AppHost] = "pod",
            [ProxyEnvironment.ControlAddress] = analyzer.Address.ToString(),
            [ProxyEnvironment.ControlName] = ControlEnd.Name,
            [ProxyEnvironment.CaBundle] = authority.Pem,
            [ProxyEnvironment.CredentialsFolder] = folder,
            [ProxyEnvironment.DrainSeconds] = "0",
        });
        await Until.TrueAsync(() => analyzer.Line.Heard.Any(each => each.Applied?.EffectiveWeight == 100));
        using var http1 = pod.Client();
        using var http2 = pod.Client(TestPod.GrpcSplit, http2: true);
        Assert.Equal("canary-1", await http1.GetStringAsync(new Uri("/", UriKind.Relative)));
        Assert.Equal("canary-1", await http2.GetStringAsync(new Uri("/", UriKind.Relative)));
        Terminate(process);
        await process.WaitForExitAsync();
        await Until.TrueAsync(() => analyzer.Line.IsEndedByProxy);

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(2ul, analyzer.Line.Reports.Last().Counts.Single(each => each.Side == Side.Canary).Ended);
        Directory.Delete(folder, recursive: true);
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
        var start = new ProcessStartInfo(Binary) { RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

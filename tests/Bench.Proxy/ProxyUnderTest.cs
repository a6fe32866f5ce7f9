using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;

namespace CanaryMesh.Bench.Proxy;

/// <summary>The proxy as a process of its own, with what the kernel says of it.</summary>
internal sealed class ProxyUnderTest : IDisposable
{
    private readonly Process _process;

    private ProxyUnderTest(Process process, TimeSpan start) => (_process, StartToFirstAnswer) = (process, start);

    public static IPEndPoint Split { get; } = new(IPAddress.Parse("127.77.0.1"), Ports.FirstSplit);

    public TimeSpan StartToFirstAnswer { get; }

    public double CpuMicroseconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalMicroseconds;
        }
    }

    public double ResidentMegabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(each => each.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
    }

    public static async Task<ProxyUnderTest> StartAsync(string binary)
    {
        var plan = new PortPlan
        {
            V = 1,
            Ports = [new PlannedPort { Name = "http", App = AppUnderTest.Port, Split = Ports.FirstSplit, Direct = Ports.FirstDirect, Container = "app" }],
        };
        var start = new ProcessStartInfo(binary) { RedirectStandardOutput = true };
        start.Environment[ProxyEnvironment.Plan] = plan.ToJson();
        start.Environment[ProxyEnvironment.PodIps] = Split.Address.ToString();
        start.Environment[ProxyEnvironment.AppHost] = "pod";
        start.Environment[ProxyEnvironment.DrainSeconds] = "0";
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        while (!await AnswersAsync())
        {
            await Task.Delay(1);
        }

        return new ProxyUnderTest(process, Stopwatch.GetElapsedTime(began));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<bool> AnswersAsync()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(Split);
            await socket.SendAsync("GET / HTTP/1.1\r\nHost: shop\r\n\r\n"u8.ToArray());
            return await socket.ReceiveAsync(new byte[4096]) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

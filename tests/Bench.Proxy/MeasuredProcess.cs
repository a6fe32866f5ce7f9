using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CanaryMesh.Bench.Proxy;

/// <summary>A proxy as a process of its own, with what the kernel says of it.</summary>
internal sealed class MeasuredProcess : IDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(20);
    private readonly Process _process;

    private MeasuredProcess(Process process) => _process = process;

    public TimeSpan StartToFirstAnswer { get; private set; }

    public double CpuMicroseconds => CpuClock.Microseconds(_process.Id);

    public double ResidentMegabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(each => each.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
    }

    public static async Task<MeasuredProcess> StartAsync(ProcessStartInfo start, IPEndPoint target)
    {
        var began = Stopwatch.GetTimestamp();
        var measured = new MeasuredProcess(Process.Start(start)!);
        measured._process.BeginOutputReadLine();
        measured._process.BeginErrorReadLine();
        while (!await AnswersAsync(target))
        {
            if (measured._process.HasExited || Stopwatch.GetElapsedTime(began) > StartsWithin)
            {
                measured.Dispose();
                throw new InvalidOperationException($"{start.FileName} does not answer");
            }

            await Task.Delay(1);
        }

        measured.StartToFirstAnswer = Stopwatch.GetElapsedTime(began);
        return measured;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<bool> AnswersAsync(IPEndPoint target)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(target);
            await socket.SendAsync("GET / HTTP/1.1\r\nHost: shop\r\n\r\n"u8.ToArray());
            var answer = new byte[4096];
            var read = await socket.ReceiveAsync(answer);
            return answer.AsSpan(0, read).StartsWith("HTTP/1.1 200"u8);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

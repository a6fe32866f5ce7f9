using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CanaryMesh.Bench.Proxy;

namespace CanaryMesh.Bench.Admission;

/// <summary>The published process on one core, with what the kernel says of it.</summary>
internal sealed class WebhookUnderTest : IDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("bench-admission-").FullName;
    private readonly Process _process;
    private readonly int _admin = FreePort();

    private WebhookUnderTest(BenchOptions options, string api)
    {
        Port = FreePort();
        var settings = Directory.CreateDirectory(Path.Combine(_folder, "settings")).FullName;
        File.WriteAllText(Path.Combine(settings, "proxy-image"), "canarymesh/proxy:bench");
        File.WriteAllText(Path.Combine(settings, "native-sidecar"), "true");
        var kubeconfig = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, ".kube")).FullName, "config");
        File.WriteAllText(kubeconfig, $$"""
            {"apiVersion":"v1","kind":"Config","current-context":"bench","contexts":[{"name":"bench","context":{"cluster":"bench","user":"bench"} }],
             "clusters":[{"name":"bench","cluster":{"server":"{{api}}"} }],"users":[{"name":"bench","user":{"token":"bench"} }]}
            """);
        var start = new ProcessStartInfo("taskset", ["-c", options.Core.ToString(CultureInfo.InvariantCulture), Path.GetFullPath(options.Webhook)])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["HOME"] = _folder,
                ["CANARYMESH_SETTINGS"] = settings,
                ["CANARYMESH_WEBHOOK_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
                ["CANARYMESH_WEBHOOK_ADMIN_PORT"] = _admin.ToString(CultureInfo.InvariantCulture),
                ["DOTNET_EnableDiagnostics"] = "0",

                // What the runtime takes of the container's 256Mi, were there one.
                ["DOTNET_GCHeapHardLimit"] = "0xC000000",
            },
        };
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
    }

    public int Port { get; }

    public double CpuMicroseconds => CpuClock.Microseconds(_process.Id);

    public double ResidentMegabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(each => each.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
    }

    public static async Task<WebhookUnderTest> StartAsync(BenchOptions options, string api)
    {
        var webhook = new WebhookUnderTest(options, api);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{webhook._admin}/") };
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < ReadyWithin && !webhook._process.HasExited; await Task.Delay(50))
        {
            if (await IsReadyAsync(client))
            {
                return webhook;
            }
        }

        webhook.Dispose();
        throw new InvalidOperationException($"{options.Webhook} is not ready");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("readyz", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

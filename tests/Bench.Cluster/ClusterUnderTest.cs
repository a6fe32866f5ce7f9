using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CanaryMesh.Bench.Cluster;

/// <summary>The cluster as a process, and what the system says of it.</summary>
internal sealed class ClusterUnderTest : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("bench-cluster-").FullName;
    private readonly Process process;
    private readonly Uri address;
    private readonly string token;
    private readonly X509Certificate2 authority;

    private ClusterUnderTest(string program)
    {
        var kubeconfig = Path.Combine(folder, "kubeconfig");
        var clock = Stopwatch.StartNew();
        process = Process.Start(new ProcessStartInfo(program, ["--kubeconfig", kubeconfig, "--state", Path.Combine(folder, "node")]) { RedirectStandardOutput = true })!;
        SpinWait.SpinUntil(() => File.Exists(kubeconfig) || process.HasExited, StartLimit);
        var lines = File.ReadAllLines(kubeconfig);
        address = new Uri(Value(lines, "server"));
        token = Value(lines, "token");
        authority = X509Certificate2.CreateFromPem(System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(Value(lines, "certificate-authority-data"))));
        using var client = Client();
        using var answer = client.GetAsync(new Uri("/api/v1/namespaces/default/services/kubernetes", UriKind.Relative)).GetAwaiter().GetResult();
        answer.EnsureSuccessStatusCode();
        StartToFirstAnswer = clock.Elapsed;
    }

    public TimeSpan StartToFirstAnswer { get; }

    public double ResidentMegabytes => Status("VmRSS:") / 1024;

    public double PeakMegabytes => Status("VmHWM:") / 1024;

    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static ClusterUnderTest Start(string program) => new(program);

    /// <summary>A client of the administrator with connections of its own.</summary>
    public HttpClient Client()
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(authority);
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust } };
        var client = new HttpClient(handler)
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        authority.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private double Status(string field) => File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/status"))
        .Where(line => line.StartsWith(field, StringComparison.Ordinal))
        .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2].Split('\t')[^1], CultureInfo.InvariantCulture))
        .First();

    private static string Value(string[] lines, string key) =>
        lines.Select(line => line.Trim()).First(line => line.StartsWith(key + ": ", StringComparison.Ordinal))[(key.Length + 2)..].Trim('"');
}

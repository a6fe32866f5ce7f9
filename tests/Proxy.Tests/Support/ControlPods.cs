using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Control;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Proxy.Tests.Support;

/// <summary>A pod of the primary with credentials for an analyzer that is there, and a canary pod.</summary>
public abstract class ControlPods : IAsyncLifetime
{
    private readonly TestAuthority _authority = new();

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("cm-proxy-").FullName;

    private protected TestAuthority Authority => _authority;

    private protected TestPod Pod { get; private set; } = null!;

    private protected TestPod Canary { get; private set; } = null!;

    private protected ControlEnd Analyzer { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Pod = await TestPod.StartAsync();
        Canary = await TestPod.StartAsync("canary-1", "canary");
        Analyzer = await ControlEnd.StartAsync(_authority);
        await File.WriteAllTextAsync(Path.Combine(Folder, "token"), "first-token\n");
        await File.WriteAllTextAsync(Path.Combine(Folder, "ca.crt"), _authority.Pem);
    }

    public async Task DisposeAsync()
    {
        await Analyzer.DisposeAsync();
        await Pod.DisposeAsync();
        await Canary.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private protected ControlClient Start(Uri? address = null, CollectingLogger? log = null, string bundle = "", TimeProvider? time = null)
    {
        var settings = Pod.Settings with
        {
            ControlAddress = address ?? Analyzer.Address,
            ControlName = ControlEnd.Name,
            CredentialsFolder = Folder,
            CaBundle = bundle,
        };
        var client = new ControlClient(
            settings, Pod.Server, new ControlLog(log ?? (ILogger<ControlLog>)NullLogger<ControlLog>.Instance), time ?? TimeProvider.System);
        client.Start();
        return client;
    }

    private protected void Send(Policy policy) => Analyzer.Line.Say.Writer.TryWrite(new AnalyzerMessage { Policy = policy });

    private protected Task HeardAsync(Func<ProxyMessage, bool> what) => Until.TrueAsync(() => Analyzer.Line.Heard.Any(what));

    private protected static async Task AskAsync(HttpClient client, string path, int times)
    {
        for (var index = 0; index < times; index++)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        }
    }
}

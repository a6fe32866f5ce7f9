using CanaryMesh.Api.Names;
using CanaryMesh.Certs;

namespace CanaryMesh.Webhook.Configuration;

/// <summary>What the process's environment says: where it runs and who the analyzer is.</summary>
internal sealed record Surroundings
{
    public const string FolderVariable = "CANARYMESH_SETTINGS";

    public required string Namespace { get; init; }

    public required string SettingsFolder { get; init; }

    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>What the installation is limited to; none: every namespace is watched.</summary>
    public IReadOnlyList<string> Watched { get; init; } = [];

    /// <summary>Folder of a mounted certificate; null: one of our own.</summary>
    public string? CertificateFolder { get; init; }

    public int Port { get; init; } = Ports.Webhook;

    public int AdminPort { get; init; } = Ports.WebhookAdmin;

    /// <summary>How long the process goes on serving after it was told to stop: endpoints and kept-alive connections are slow to learn.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(8);

    public string Analyzer => $"system:serviceaccount:{Namespace}:{Installation.Analyzer}";

    public string ServiceName => $"{Installation.Webhook}.{Namespace}.svc";

    public string ControlName => $"{Installation.Control}.{Namespace}.svc";

    /// <summary>Listeners bind the pod's own addresses; outside a pod, loopback.</summary>
    public static Surroundings Read(Func<string, string?> variable) => new()
    {
        Namespace = Given(variable(ProxyEnvironment.PodNamespace)) ?? Installation.Namespace,
        SettingsFolder = Given(variable(FolderVariable)) ?? "/etc/canarymesh",
        Addresses = Given(variable(ProxyEnvironment.PodIps))?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? ["127.0.0.1"],
        Watched = WatchedNamespaces.Parse(variable(WatchedNamespaces.Variable)),
        CertificateFolder = Given(variable(MountedPair.Variable)),
        Port = int.TryParse(variable("CANARYMESH_WEBHOOK_PORT"), out var port) ? port : Ports.Webhook,
        AdminPort = int.TryParse(variable("CANARYMESH_WEBHOOK_ADMIN_PORT"), out var admin) ? admin : Ports.WebhookAdmin,
        Quiet = int.TryParse(variable("CANARYMESH_QUIET_SECONDS"), out var quiet) ? TimeSpan.FromSeconds(quiet) : TimeSpan.FromSeconds(8),
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

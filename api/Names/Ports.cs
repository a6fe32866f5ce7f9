namespace CanaryMesh.Api.Names;

/// <summary>Port numbers and port names (design §4). Numbers the app itself declares are skipped.</summary>
public static class Ports
{
    /// <summary>The proxy's admin listener: readiness, drain, metrics.</summary>
    public const int Admin = 14070;

    /// <summary>First split listener; one per app port.</summary>
    public const int FirstSplit = 14080;

    /// <summary>First direct (no split) listener; one per app port.</summary>
    public const int FirstDirect = 14180;

    /// <summary>Most app ports of one pod that are split.</summary>
    public const int MostSplit = 32;

    /// <summary>The analyzer's control port for proxies.</summary>
    public const int Control = 14010;

    /// <summary>The analyzer's probes and metrics, HTTP.</summary>
    public const int AnalyzerAdmin = 14011;

    /// <summary>The webhook's TLS port.</summary>
    public const int Webhook = 10250;

    /// <summary>The webhook's probes and metrics, HTTP.</summary>
    public const int WebhookAdmin = 14012;

    /// <summary>The load tester's port for callers, HTTP.</summary>
    public const int LoadTester = 8080;

    /// <summary>The load tester's probes and metrics, HTTP.</summary>
    public const int LoadTesterAdmin = 14013;

    /// <summary>Name of the admin port in the injected container.</summary>
    public const string AdminName = "cm-admin";

    /// <summary>Steering name given to an entry that had none, e.g. cm-s-8080.</summary>
    public static string SteeringName(int appPort) => $"cm-s-{appPort}";

    /// <summary>Name under which the app's own number stays after renumbering, e.g. cm-a-8080.</summary>
    public static string AppName(int appPort) => $"cm-a-{appPort}";

    /// <summary>Name of the direct listener, e.g. cm-d-8080.</summary>
    public static string DirectName(int appPort) => $"cm-d-{appPort}";

    /// <summary>Whether a port name is one of ours.</summary>
    public static bool IsOurs(string? name) => name is not null && name.StartsWith("cm-", StringComparison.Ordinal);
}

using System.Net;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;

namespace CanaryMesh.Proxy.Configuration;

internal sealed record ProxySettings
{
    public required PortPlan Plan { get; init; }

    public required IReadOnlyList<IPAddress> PodAddresses { get; init; }

    public required IPAddress AppAddress { get; init; }

    public int AdminPort { get; init; } = Ports.Admin;

    public Uri? ControlAddress { get; init; }

    public string ControlName { get; init; } = "";

    public string CaBundle { get; init; } = "";

    public string CredentialsFolder { get; init; } = Installation.ProxyMount;

    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What the pod's preStop hook says; empty: nobody drains this proxy but by a signal.</summary>
    public string DrainToken { get; init; } = "";

    public string PodName { get; init; } = "";

    public string PodNamespace { get; init; } = "";

    /// <summary>The pod's track label; empty if it was not given.</summary>
    public string Track { get; init; } = "";

    public LogLevel LogLevel { get; init; } = LogLevel.Information;
}

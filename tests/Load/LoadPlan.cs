using System.Net;

namespace CanaryMesh.Load;

/// <summary>What to send: an open-loop constant rate, so a slow answer delays no other request.</summary>
public sealed record LoadPlan(IPEndPoint Target, string Host)
{
    public double RequestsPerSecond { get; init; } = 100;

    /// <summary>Connections that are used again and again.</summary>
    public int KeptConnections { get; init; } = 8;

    /// <summary>Share of the requests that open a connection of their own.</summary>
    public double NewConnectionShare { get; init; } = 0.2;

    /// <summary>Share of the requests that are POSTs with a body.</summary>
    public double PostShare { get; init; } = 0.3;

    public int LargestBody { get; init; } = 4096;

    /// <summary>How long an answer is waited for, not counting while this machine stands still.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public int Seed { get; init; } = 1;
}

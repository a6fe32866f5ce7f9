using System.Text.RegularExpressions;
using CanaryMesh.Api.Names;

namespace CanaryMesh.LoadTester.Configuration;

/// <summary>What the process's environment says.</summary>
internal sealed record Surroundings
{
    public required IReadOnlyList<string> Addresses { get; init; }

    public int Port { get; init; } = Ports.LoadTester;

    public int AdminPort { get; init; } = Ports.LoadTesterAdmin;

    public bool RunsCommands { get; init; }

    public bool RequiresToken { get; init; } = true;

    public string TokenFile { get; init; } = "/etc/canarymesh-loadtester/token";

    public Regex? Namespaces { get; init; }

    public int MostTasks { get; init; } = 32;

    public TimeSpan LongestTask { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long the process goes on serving after it was told to stop: endpoints are slow to learn.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Listeners bind the pod's own addresses; outside a pod, loopback.</summary>
    public static Surroundings Read(Func<string, string?> variable, out IReadOnlyList<string> faults)
    {
        var reader = new VariableReader(variable);
        var surroundings = new Surroundings
        {
            Addresses = variable(ProxyEnvironment.PodIps)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } given
                ? given
                : ["127.0.0.1"],
            Port = reader.Number("CANARYMESH_LOADTESTER_PORT", Ports.LoadTester, 0, 65_535),
            AdminPort = reader.Number("CANARYMESH_LOADTESTER_ADMIN_PORT", Ports.LoadTesterAdmin, 0, 65_535),
            RunsCommands = reader.Switch("CANARYMESH_COMMANDS", false),
            RequiresToken = reader.Switch("CANARYMESH_TOKEN_REQUIRED", true),
            TokenFile = reader.Text("CANARYMESH_TOKEN_FILE") ?? "/etc/canarymesh-loadtester/token",
            Namespaces = reader.Expression("CANARYMESH_NAMESPACES"),
            MostTasks = reader.Number("CANARYMESH_MOST_TASKS", 32, 1, 1000),
            LongestTask = reader.Duration("CANARYMESH_LONGEST_TASK", TimeSpan.FromHours(1)),
            Quiet = reader.Duration("CANARYMESH_QUIET", TimeSpan.FromSeconds(3)),
            Grace = reader.Duration("CANARYMESH_GRACE", TimeSpan.FromSeconds(20)),
        };
        faults = reader.Faults;
        return surroundings;
    }
}

using CanaryMesh.Mesh;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests.Routes;

/// <summary>An app behind a data plane: where its requests come in, and what is applied.</summary>
internal sealed record RoutedPlan(string Name, string Canary)
{
    /// <summary>The host that requests name.</summary>
    public string Host { get; init; } = "web";

    /// <summary>By the app's namespace.</summary>
    public Func<string, MeshOptions> Options { get; init; } = _ => new MeshOptions();

    /// <summary>What its team does in the app's namespace before it applies the Canary.</summary>
    public Func<Kubectl, Task> Before { get; init; } = _ => Task.CompletedTask;

    public double RequestsPerSecond { get; init; } = 40;
}

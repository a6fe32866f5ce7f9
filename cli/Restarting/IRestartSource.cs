using System.Text.Json.Nodes;

namespace CanaryMesh.Cli.Restarting;

/// <summary>What a restart asks of a cluster.</summary>
internal interface IRestartSource
{
    /// <summary>The managed targets, or the one of the Canary that was named.</summary>
    Task<Answer<IReadOnlyList<RestartFacts>>> LookAsync(CancellationToken stop);

    Task<Answer<RestartFacts>> LookAgainAsync(RestartFacts before, CancellationToken stop);

    Task<Answer<JsonObject>> RestartAsync(RestartFacts facts, JsonObject patch, CancellationToken stop);
}

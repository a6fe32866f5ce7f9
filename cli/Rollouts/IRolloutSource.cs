using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Cli.Records;

namespace CanaryMesh.Cli.Rollouts;

/// <summary>What the plugin asks of a cluster, within one namespace.</summary>
internal interface IRolloutSource
{
    Task<Answer<Canary>> CanaryAsync(string name, CancellationToken stop);

    Task<Answer<IReadOnlyList<Canary>>> CanariesAsync(CancellationToken stop);

    Task<Answer<WorkloadFacts>> WorkloadAsync(string name, CancellationToken stop);

    Task<Answer<IReadOnlyList<EventFacts>>> EventsAsync(string canary, CancellationToken stop);

    /// <summary>What is kept of the versions of a Canary that were judged, as it is.</summary>
    Task<Answer<IReadOnlyList<KeptRecord>>> RecordsAsync(string canary, CancellationToken stop);

    Task<Answer<Canary>> CommandAsync(string name, string command, CancellationToken stop);
}

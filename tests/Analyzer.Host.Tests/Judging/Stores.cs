using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Kubernetes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

/// <summary>Who reads and writes what is kept of trials, over an API server of the test's.</summary>
internal static class Stores
{
    public static TrialStore Of(IKubeApi api, TimeProvider? time = null, ILogger<TrialStore>? logger = null) => new(api, time ?? TimeProvider.System, logger ?? NullLogger<TrialStore>.Instance);

    public static TrialRecords Records(IKubeApi api) => new(new(Of(api)), new(api, TimeProvider.System, NullLogger<JudgedShelf>.Instance));
}

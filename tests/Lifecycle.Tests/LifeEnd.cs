using CanaryMesh.EndToEnd.Tests.Phases;
using CanaryMesh.Load;

namespace CanaryMesh.Lifecycle.Tests;

/// <summary>What there was at the end of a piece of life: what the load blames on us, its counts, what serves, and what bears a mark of ours.</summary>
internal sealed record LifeEnd(string Faults, LoadSnapshot Counts, IReadOnlyList<string> Images, IReadOnlyList<string> Ours)
{
    public static async Task<LifeEnd> OfAsync(PhasedApp app) => new(
        app.Faults(), app.Target.Web.Load.Counts.Snapshot(), await app.Target.ImagesAsync(), await WrittenObjects.OursAsync(app.Target.Web.Kubectl));
}

using CanaryMesh.Load;

namespace CanaryMesh.EndToEnd.Tests.Pods;

/// <summary>The time in which a request that is in a pod, or connects to it, may be lost with it.</summary>
internal sealed record PodOutage(string Pod, DateTimeOffset From, DateTimeOffset To)
{
    public bool Excuses(LostRequest lost) => lost.SentAt <= To && lost.SentAt.AddMilliseconds(lost.TookMilliseconds) >= From;
}

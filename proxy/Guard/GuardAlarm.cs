namespace CanaryMesh.Proxy.Guard;

/// <summary>Why a version was ejected here: failed requests of both sides, all requests, and the evidence as natural logarithm.</summary>
internal sealed record GuardAlarm(
    ulong Term, ulong Revision, string Version, ulong Admission, long CanaryFailed, long PrimaryFailed, long Requests, double LogEvidence, DateTimeOffset At);

namespace CanaryMesh.Proxy.Guard;

/// <summary>Whether the head of an answer came in time, or failing that an end.</summary>
internal enum Lateness
{
    InTime,

    /// <summary>Counted as overdue, which the guard is still to be told.</summary>
    Late,

    LateAndTold,
}

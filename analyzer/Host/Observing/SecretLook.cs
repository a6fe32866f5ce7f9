namespace CanaryMesh.Analyzer.Observing;

/// <summary>What was seen last of a Secret that pods use; of its content only the keyed hash.</summary>
internal sealed record SecretLook(DateTimeOffset At, SecretState State)
{
    public string? Version { get; init; }

    /// <summary>Null unless it is pinned.</summary>
    public string? Hash { get; init; }

    /// <summary>When its content was first and last seen to change, since it last stood still.</summary>
    public DateTimeOffset? ChangedFirst { get; init; }

    public DateTimeOffset? ChangedLast { get; init; }
}

/// <summary>Whether a Secret is there, as far as known.</summary>
internal enum SecretState
{
    /// <summary>It could not be read.</summary>
    Unknown,

    /// <summary>There is none.</summary>
    Absent,

    /// <summary>There, and every pod follows it at once.</summary>
    Followed,

    /// <summary>There, and its content is part of the version.</summary>
    Pinned,
}

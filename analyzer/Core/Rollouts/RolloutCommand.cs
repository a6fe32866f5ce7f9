namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>What a person asked for with the command annotation.</summary>
public enum CommandVerb
{
    /// <summary>Promote now.</summary>
    Promote,

    /// <summary>Roll back now.</summary>
    Abort,

    /// <summary>Try the refused version again.</summary>
    Retry,

    /// <summary>Open the gate that is waited for.</summary>
    Approve,

    /// <summary>Go no further until resumed; checks go on, and may roll back.</summary>
    Pause,

    /// <summary>Go on.</summary>
    Resume,
}

/// <summary>A command not yet carried out; <see cref="Text"/> is the annotation as written.</summary>
public sealed record RolloutCommand(CommandVerb Verb, string Text)
{
    /// <summary>Who gave it, from the admission request; null if admission did not see it.</summary>
    public string? By { get; init; }

    /// <summary>When admission saw it.</summary>
    public DateTimeOffset? At { get; init; }
}

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
}

/// <summary>A command not yet carried out; <see cref="Text"/> is the annotation as written.</summary>
public sealed record RolloutCommand(CommandVerb Verb, string Text);

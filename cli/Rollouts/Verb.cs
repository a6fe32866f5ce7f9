namespace CanaryMesh.Cli.Rollouts;

/// <summary>What a person may ask of a rollout.</summary>
internal enum Verb
{
    Promote,
    Abort,
    Retry,
    Approve,
    Pause,
    Resume,
}

internal static class Verbs
{
    internal static string Word(this Verb verb) => verb switch
    {
        Verb.Promote => "promote",
        Verb.Abort => "abort",
        Verb.Retry => "retry",
        Verb.Approve => "approve",
        Verb.Pause => "pause",
        Verb.Resume => "resume",
    };
}

using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Alerts;

/// <summary>How much an alert matters, least first.</summary>
public enum AlertSeverity
{
    /// <summary>Something went as planned.</summary>
    Info,

    /// <summary>Somebody is waited for, or asked for something unusual.</summary>
    Warn,

    /// <summary>Something failed.</summary>
    Error,
}

/// <summary>What people are told in a chat room: one sentence, and facts beside it.</summary>
public sealed record Alert(RolloutKey Rollout, string Target, AlertSeverity Severity, string Reason, string Text, IReadOnlyList<AlertFact> Facts)
{
    /// <summary>Name of the rollout as people read it, e.g. web.shop.</summary>
    public string Title => $"{Target}.{Rollout.Namespace}";
}

/// <summary>A name and a value.</summary>
public sealed record AlertFact(string Name, string Value);

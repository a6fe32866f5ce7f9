namespace CanaryMesh.Analyzer.Judging;

/// <summary>What is known of the way to the proof of a step.</summary>
public enum Outlook
{
    /// <summary>Nobody asked.</summary>
    Unsaid,

    /// <summary>So many requests are left.</summary>
    Foretold,

    /// <summary>One side has had no request at this weight yet.</summary>
    NoRequestsYet,

    /// <summary>Users are kept on a side, and requests of theirs are no draws: nothing is shown.</summary>
    UsersAreKept,

    /// <summary>No number of requests would show it, as it looks now.</summary>
    Never,
}

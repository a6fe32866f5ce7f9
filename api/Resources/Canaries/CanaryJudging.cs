namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>Where the comparison of the running trial stands. Numbers have two digits.</summary>
public sealed record CanaryJudging : Extensible
{
    /// <summary>What comparison and guards ask for: Advance, Stay, Hold or RollBack.</summary>
    public required string Ruling { get; init; }

    /// <summary>Evidence that the version is worse: from 1, which is none, to what is needed.</summary>
    public double Evidence { get; init; }

    /// <summary>Evidence that rolls back.</summary>
    public double EvidenceNeeded { get; init; }

    /// <summary>Evidence that it is not worse at the weight in force: from 1, which is none, to what is needed.</summary>
    public double Proof { get; init; }

    /// <summary>What shows it not to be worse.</summary>
    public double ProofNeeded { get; init; }

    /// <summary>Canary requests until shown not worse, 0 if it is; null where <see cref="Outlook"/> says why.</summary>
    public double? RequestsLeft { get; init; }

    /// <summary>Why nobody knows how many are left: Never, NoRequestsYet or UsersAreKept; null if that is known.</summary>
    public string? Outlook { get; init; }

    /// <summary>Minutes that they take at the present rate; null if that is not known.</summary>
    public double? MinutesLeft { get; init; }

    /// <summary>Canary requests per second at present.</summary>
    public double RequestsPerSecond { get; init; }

    /// <summary>How many times the primary's errors the run notices; null where the primary has none, or that is not known.</summary>
    public double? SmallestNoticed { get; init; }

    /// <summary>The same as percent of the canary's requests; null where that is not known.</summary>
    public double? SmallestNoticedPercent { get; init; }

    /// <summary>Not even a version that fails every request would be noticed; null if it would, or that is not known.</summary>
    public bool? NoticesNothing { get; init; }

    /// <summary>When all this was read.</summary>
    public DateTimeOffset? Time { get; init; }
}

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Counts of ended requests by outcome.</summary>
public sealed record Tally
{
    /// <summary>Requests whose side was drawn, counted at the draw.</summary>
    public long Drawn { get; init; }

    /// <summary>Drawn to the canary, never reached it, answered by the primary.</summary>
    public long FellBack { get; init; }

    /// <summary>Answers below 500.</summary>
    public long Success { get; init; }

    /// <summary>Answers from 500 on.</summary>
    public long ServerError { get; init; }

    /// <summary>Never reached the app.</summary>
    public long ConnectError { get; init; }

    /// <summary>Broken after it was sent.</summary>
    public long Reset { get; init; }

    /// <summary>Did not end in time.</summary>
    public long Timeout { get; init; }

    /// <summary>The client went away.</summary>
    public long ClientCancel { get; init; }

    /// <summary>Users who met their first error; null where nobody counts users.</summary>
    public long? FirstErrors { get; init; }

    /// <summary>Successes per latency bucket, the last one open; empty where there are none.</summary>
    public IReadOnlyList<long> Latency { get; init; } = [];

    /// <summary>What it grew by; null where a number is lower than before, which is another count begun anew.</summary>
    public Tally? Since(Tally before)
    {
        var growth = Combined(before, (now, past) => now - past);
        return growth.Numbers.Concat(growth.Latency).Any(number => number < 0) ? null : growth;
    }

    /// <summary>The sum.</summary>
    public Tally Plus(Tally other) => Combined(other, (left, right) => left + right);

    /// <summary>What is held against a side. A client that went away blames nobody, nor does a pod that could not be reached: it is gone, and
    /// the primary answered.</summary>
    public long Errors => ServerError + ConnectError + Reset + Timeout;

    /// <summary>The requests that the errors are a part of.</summary>
    public long Judged => Success + Errors;

    /// <summary>It says nothing.</summary>
    public bool IsEmpty => Numbers.All(number => number == 0);

    private IEnumerable<long> Numbers => [Drawn, FellBack, Success, ServerError, ConnectError, Reset, Timeout, ClientCancel, FirstErrors ?? 0];

    private Tally Combined(Tally other, Func<long, long, long> with) => new()
    {
        Drawn = with(Drawn, other.Drawn),
        FellBack = with(FellBack, other.FellBack),
        Success = with(Success, other.Success),
        ServerError = with(ServerError, other.ServerError),
        ConnectError = with(ConnectError, other.ConnectError),
        Reset = with(Reset, other.Reset),
        Timeout = with(Timeout, other.Timeout),
        ClientCancel = with(ClientCancel, other.ClientCancel),
        FirstErrors = FirstErrors is { } mine && other.FirstErrors is { } theirs ? with(mine, theirs) : null,
        Latency = [.. Enumerable.Range(0, Math.Max(Latency.Count, other.Latency.Count)).Select(index => with(Cell(this, index), Cell(other, index)))],
    };

    private static long Cell(Tally of, int index) => index < of.Latency.Count ? of.Latency[index] : 0;
}

namespace CanaryMesh.LoadTester.Load;

/// <summary>When each request is due, counted from the start. The schedule is fixed beforehand and never waits for answers: a slow answer
/// makes the requests behind it late, and their lateness is measured, where a closed loop would just send less and look fast.</summary>
internal sealed record Pace(double? Rate, TimeSpan? Length, long? Count)
{
    /// <summary>How many requests the schedule has; null without a rate or a count.</summary>
    public long? Planned => (Rate, Length) is ({ } rate, { } length)
        ? Math.Min((long)Math.Ceiling(rate * length.TotalSeconds), Count ?? long.MaxValue)
        : Count;

    /// <summary>Null when this request is not to be sent any more.</summary>
    public TimeSpan? Due(long number, TimeSpan now)
    {
        if (number >= Count)
        {
            return null;
        }

        var due = Rate is { } rate ? TimeSpan.FromSeconds(number / rate) : now;
        return (due > now ? due : now) >= Length ? null : due;
    }
}

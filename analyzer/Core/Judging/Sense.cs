namespace CanaryMesh.Analyzer.Judging;

/// <summary>Words in which a kept number is said not to be what it could be: the member, and what is legal.</summary>
internal static class Sense
{
    /// <summary>More requests than anybody has in a trial: a million a second over thirty years. Sums of them overflow nothing.</summary>
    public const double MostCounted = 1e15;

    /// <summary>Null where it holds. Without a name it is the whole that is spoken of.</summary>
    public static string? Must(bool holds, string member, string legal) => holds ? null : $"{(member.Length == 0 ? "it" : member)} must be {legal}";

    /// <summary>The first fault; null if there is none.</summary>
    public static string? First(params IEnumerable<string?> faults) => faults.FirstOrDefault(fault => fault is not null);

    /// <summary>The first fault of a list's items.</summary>
    public static string? Each<T>(IEnumerable<T> items, string member, Func<T, string, string?> fault) =>
        First(items.Select((item, index) => fault(item, $"{member}[{index}]")));

    /// <summary>So many were counted.</summary>
    public static string? Count(long count, string member) => Must(count is >= 0 and <= (long)MostCounted, member, $"0 to {MostCounted:0}");

    /// <summary>So many of so many were counted.</summary>
    public static string? Part(long part, long all, string member, string of) =>
        First(Count(all, of), Must(part >= 0 && part <= all, member, $"0 to {of}"));

    /// <summary>So much was counted or exposed, fractions allowed.</summary>
    public static string? Amount(double amount, string member) => Must(amount is >= 0 and <= MostCounted, member, $"0 to {MostCounted:0}");

    /// <summary>A chance or share.</summary>
    public static string? Share(double share, string member) => Must(share is >= 0 and <= 1, member, "0 to 1");

    /// <summary>A weight, percent.</summary>
    public static string? Weight(int weight, string member) => Must(weight is >= 0 and <= 100, member, "0 to 100");

    /// <summary>A weight at which both sides get requests.</summary>
    public static string? SplitWeight(int weight, string member) => Must(weight is > 0 and < 100, member, "1 to 99");

    /// <summary>There is one after it.</summary>
    public static string? Stamp(PolicyStamp stamp, string member) => Must(stamp.Revision < ulong.MaxValue, $"{member}.revision", $"below {ulong.MaxValue}");
}

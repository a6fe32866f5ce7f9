using System.Globalization;

namespace CanaryMesh.Bench.Judge.Comparisons;

/// <summary>CPU time and memory that one call takes.</summary>
internal readonly record struct Cost(double Microseconds, double Bytes)
{
    private const int Rounds = 5;

    /// <summary>The least of some rounds: the machine may have other work, and code is compiled as it runs.</summary>
    public static Cost Of(int calls, Func<int, double> call)
    {
        var rounds = Enumerable.Range(0, Rounds).Select(round => Round(round, calls, call)).ToArray();
        return new(rounds.Min(each => each.Microseconds), rounds.Min(each => each.Bytes));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Microseconds:0.00} us and {Bytes:0} bytes");

    private static Cost Round(int round, int calls, Func<int, double> call)
    {
        var (time, bytes) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
        for (var number = 0; number < calls; number++)
        {
            _ = call((round * calls) + number);
        }

        return new((Environment.CpuUsage.TotalTime - time).TotalMicroseconds / calls, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)calls);
    }
}

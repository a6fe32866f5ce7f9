using CanaryMesh.Api.Evidence;
using CanaryMesh.Bench.Judge.Goals;
using CanaryMesh.Bench.Judge.Tables;

namespace CanaryMesh.Bench.Judge.Comparisons;

/// <summary>How many times worse a canary must be for ten minutes to notice it, with 0.5 % normal errors: the forecast beside the published table.</summary>
internal static class Notices
{
    private const double Usual = 0.005;
    private const int Seconds = 600;
    private const double MostApart = 0.25;
    private static readonly double[] Weights = [0.05, 0.1, 0.25, 0.5];

    private static readonly (int PerSecond, double[] Times)[] Published =
        [(1, [30, 20, 13, 13]), (10, [6.6, 4.9, 3.6, 3.3]), (100, [2.5, 2.1, 1.8, 1.7]), (1000, [1.5, 1.4, 1.3, 1.3])];

    public static Table Table()
    {
        var table = new Table("Smallest regression noticed in 10 min, 0.5 % normal errors (forecast)", ["req/s", .. Weights.Select(weight => Percent.Of(weight))]);
        foreach (var (perSecond, _) in Published)
        {
            table.Add([Spread.Text(perSecond), .. Weights.Select(weight => $"{Spread.Text(Times(perSecond, weight))} x")]);
        }

        return table;
    }

    public static Goal Goal()
    {
        var apart = Published.SelectMany(row => Weights.Zip(row.Times, (weight, times) => Math.Abs((Times(row.PerSecond, weight) / times) - 1))).Max();
        return new(18, "what cannot be seen is said: 16 forecasts beside the published table", "within 25 %", $"at most {Percent.Of(apart)} apart", apart <= MostApart);
    }

    private static double Times(int perSecond, double weight) =>
        (Forecast.SmallestNoticed(Margin.Errors, weight, Usual, Seconds * perSecond * weight) ?? double.PositiveInfinity) / Usual;
}

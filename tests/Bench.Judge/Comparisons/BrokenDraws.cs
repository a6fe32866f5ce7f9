using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Goals;
using CanaryMesh.Bench.Judge.Ours;
using CanaryMesh.Bench.Judge.Tables;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Comparisons;

/// <summary>What breaks independent draws, and the remedy: bursts, users who stay on a side, a share that is not what it is said to be.</summary>
internal static class BrokenDraws
{
    private const double Weight = 0.1;
    private const double MostWrong = 0.01;
    private const int BurstSize = 5;
    private const double RealShare = 0.15;

    private static readonly ErrorJudge Judge = new();

    public static Goal Goal(Laboratory laboratory)
    {
        (double Plain, double Remedied)[] kinds =
        [
            Shares(laboratory.Each("bursts", laboratory.Runs(1000), Bursts)),
            Shares(laboratory.Each("sticky users", laboratory.Runs(1000), Sticky)),
            Shares(laboratory.Each("wrong share", laboratory.Runs(500), WrongShare)),
        ];
        return new(
            16, "bursts of 5 divided, sticky users by first error, wrong share counted", "<= 1 % false each",
            $"{string.Join(", ", kinds.Select(each => Percent.Of(each.Remedied)))} ({string.Join(", ", kinds.Select(each => Percent.Of(each.Plain)))} without)",
            kinds.All(each => each.Remedied <= MostWrong));
    }

    private static (bool Plain, bool Remedied) Bursts(Xoshiro draws)
    {
        var stream = Recordings.Bursts(draws, 100, Weight, 0.005, BurstSize);
        return (Judge.Drawn(stream) is not null, (Judge with { Burst = BurstSize }).Drawn(stream) is not null);
    }

    private static (bool Plain, bool Remedied) Sticky(Xoshiro draws)
    {
        var errors = UserError.Draw(draws, 100, Weight, broken: 0.01, rate: 0.005);
        return (Judge.Sticky(errors, 100, Weight, firstOnly: false) is not null, Judge.Sticky(errors, 100, Weight, firstOnly: true) is not null);
    }

    private static (bool Plain, bool Remedied) WrongShare(Xoshiro draws)
    {
        var stream = Recordings.Draw(draws, 200, RealShare, 0.01, 0.01);
        return (Judge.Drawn(stream.Said(Weight)) is not null, Judge.Counted(stream) is not null);
    }

    private static (double Plain, double Remedied) Shares((bool Plain, bool Remedied)[] runs) =>
        (runs.Average(each => each.Plain ? 1.0 : 0), runs.Average(each => each.Remedied ? 1.0 : 0));
}

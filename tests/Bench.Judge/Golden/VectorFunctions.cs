using System.Text.Json;
using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Bench.Judge.Golden;

/// <summary>What the product answers to each kind of golden vector.</summary>
internal static class VectorFunctions
{
    public static IEnumerable<double> Answer(string function, JsonElement input) => function switch
    {
        "log_gamma" => input.List("at").Select(each => LogGamma.At(each.GetDouble())),
        "bet" => input.List("args").Select(each => each.Numbers()).Select(at => Bet.LogPayoff(at[0], at[1], at[2], at[3], at[4], new(at[5], at[6]))),
        "restart_mass" => input.List("k").Select(each => RestartStakes.Part(each.GetInt32())),
        "mixed_bet" => input.List("blocks").Select(blocks => WholeStake(input, blocks)),
        "evidence" => VectorSteps.Errors(input),
        "limit_evidence" => VectorSteps.Limit(input),
        "latency_evidence" => VectorSteps.Latency(input),
        "rollback_at" => [VectorSteps.RollbackAt(input)],
        "combine" => [Merging.LogValue(input.List("items").Select(each => new MetricEvidence("", each[0].GetDouble(), each[1].GetDouble())))],
        "rate_interval" => input.List("of").SelectMany(each => Ends(RateInterval.Of(each[0].GetDouble(), each[1].GetDouble(), input.Number("alpha")))),
        "ratio_interval" => input.List("segments").SelectMany(each => Ends(RatioInterval.Of([.. each.EnumerateArray().Select(Block)], input.Number("alpha")))),
        "quantile_interval" => input.List("q").Select(q => QuantileInterval.Of(input.GetProperty("counts").Counts(), q.GetDouble(), input.Number("alpha")))
            .SelectMany(each => new double[] { each.First, each.Last }),
        "limit_index" => input.List("levels").Select(level => LatencyLimit.Choose(input.GetProperty("counts").Counts(), level.GetDouble()) ?? double.PositiveInfinity),
        "split_evidence" => input.List("args").Select(each => SplitCheck.LogValue(each[0].GetInt64(), each[1].GetInt64(), each[2].GetDouble())),
        "sign_evidence" => input.List("args").Select(each => new Signs(each[0].GetInt32(), each[1].GetInt32()).LogValue),
        "chance" => input.List("of").Select(each => Suspicion.Chance(
            each[0].GetInt64(), [.. each[1].EnumerateArray().Select(at => new EventsAtWeight(at[0].GetInt64(), at[1].GetDouble()))])),
        "requests_needed" => input.List("of").Select(each => each.Numbers()).Select(at => Forecast.RequestsUntilRollback(input.Margin(), at[2], at[0], at[1])),
        _ => [],
    };

    private static double WholeStake(JsonElement input, JsonElement blocks)
    {
        var evidence = new Evidence(input.Grid(), input.Margin(), Stake.Whole);
        foreach (var block in blocks.EnumerateArray().Select(Block))
        {
            evidence.Add(block.X, block.Y, block.A, block.B);
        }

        return evidence.LogValue;
    }

    private static ComparedBlock Block(JsonElement at) => new(at[0].GetDouble(), at[1].GetDouble(), at[2].GetDouble(), at[3].GetDouble());

    private static double[] Ends(Interval interval) => [interval.Low, interval.High];
}

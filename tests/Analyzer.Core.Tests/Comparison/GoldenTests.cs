using System.Text.Json;
using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Evidence;
using CanaryMesh.Api.Tests.Evidence;

namespace CanaryMesh.Analyzer.Core.Tests.Comparison;

public class GoldenTests
{
    [Theory]
    [InlineData("fixed limit 1 %")]
    [InlineData("several metrics: weight, log e")]
    [InlineData("interval of a rate, 95 %")]
    [InlineData("interval of canary rate / primary rate, 95 %")]
    [InlineData("interval of a quantile, as buckets")]
    [InlineData("limit taken from past counts")]
    [InlineData("latency, primary's past given")]
    [InlineData("split: n canary, n primary, weight")]
    [InlineData("signs: worse, better")]
    [InlineData("ordinary p-value, for holding only: x, [[k, w], ...]")]
    [InlineData("forecast: canary rate, primary rate, weight")]
    public void Vector_OfTheReference_IsReproduced(string name)
    {
        var output = GoldenVectors.Output(name);
        double?[] expected = output.ValueKind is not JsonValueKind.Array ? [output.GetDouble()]
            : output[0].ValueKind is JsonValueKind.Array ? [.. output.Pairs().SelectMany(pair => pair)] : output.Numbers();

        GoldenVectors.AssertAgree(expected, Answer(GoldenVectors.Input(name), name.Split(':', ',')[0]));
    }

    [Fact]
    public void Vectors_OfTheReference_AreAsManyAsAreTried() => Assert.Equal(19, GoldenVectors.Names.Distinct().Count());

    private static double?[] Answer(JsonElement input, string subject) => subject switch
    {
        "fixed limit 1 %" => [.. FixedLimit(input)],
        "several metrics" => [Merging.LogValue(Each(input, "items").Select(item => new MetricEvidence("", item[0], item[1])))],
        "interval of a rate" => Ends(Each(input, "of").Select(of => RateInterval.Of(of[0], of[1], input.Of("alpha")))),
        "interval of canary rate / primary rate" => Ends(input.GetProperty("segments").EnumerateArray()
            .Select(blocks => RatioInterval.Of([.. Blocks(blocks)], input.Of("alpha")))),
        "interval of a quantile" => Ends(input.GetProperty("q").Values()
            .Select(q => QuantileInterval.Of(Buckets(input.GetProperty("counts")), q, input.Of("alpha")))
            .Select(each => new Interval(each.First, each.Last))),
        "limit taken from past counts" => [.. input.GetProperty("levels").Values()
            .Select(level => (double?)LatencyLimit.Choose(Buckets(input.GetProperty("counts")), level))],
        "latency" => [.. Latency(input)],
        "split" => [.. Each(input, "args").Select(at => (double?)SplitCheck.LogValue((long)at[0], (long)at[1], at[2]))],
        "signs" => [.. Each(input, "args").Select(at => (double?)new Signs((int)at[0], (int)at[1]).LogValue)],
        "ordinary p-value" => [.. input.GetProperty("of").EnumerateArray().Select(Chance)],
        _ => [.. Each(input, "of").Select(of => (double?)Forecast.RequestsUntilRollback(input.Margin(), of[2], of[0], of[1]))],
    };

    private static IEnumerable<double?> FixedLimit(JsonElement input)
    {
        var evidence = new LimitEvidence(input.Grid(), input.Of("limit"), input.Stake());
        foreach (var step in input.GetProperty("steps").EnumerateArray())
        {
            if (step[0].ValueEquals("restart"))
            {
                evidence.Restart();
            }
            else
            {
                evidence.Add(step[1].GetDouble(), step[2].GetDouble());
            }
            yield return evidence.LogValue;
        }
    }

    private static IEnumerable<double?> Latency(JsonElement input)
    {
        var rule = new LatencyRule(input.GetProperty("levels").Values(), input.Margin(), input.GetProperty("shift").GetInt32())
        {
            Grid = input.Grid(),
            Stake = input.Stake(),
        };
        var past = Buckets(input.GetProperty("past"));
        var evidence = new LatencyEvidence(past.Length, rule);
        evidence.Remember(past);
        foreach (var step in input.GetProperty("steps").EnumerateArray())
        {
            if (step[0].ValueEquals("restart"))
            {
                evidence.Restart();
            }
            else
            {
                evidence.Add(Buckets(step[1]), Buckets(step[2]), step[3].GetDouble(), step[4].GetDouble());
            }
            yield return evidence.LogValue;
        }
    }

    private static double? Chance(JsonElement of) => Suspicion.Chance(
        of[0].GetInt64(), [.. of[1].EnumerateArray().Select(at => new EventsAtWeight(at[0].GetInt64(), at[1].GetDouble()))]);

    private static IEnumerable<ComparedBlock> Blocks(JsonElement blocks) =>
        blocks.EnumerateArray().Select(each => each.Values()).Select(at => new ComparedBlock(at[0], at[1], at[2], at[3]));

    private static double?[] Ends(IEnumerable<Interval> intervals) => [.. intervals.SelectMany(each => new double?[] { each.Low, each.High })];

    private static IEnumerable<double[]> Each(JsonElement input, string name) => input.GetProperty(name).EnumerateArray().Select(each => each.Values());

    private static long[] Buckets(JsonElement list) => [.. list.EnumerateArray().Select(each => each.GetInt64())];
}

using System.Text.Json;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Api.Tests.Evidence;

public class GoldenTests
{
    [Theory]
    [InlineData("log-gamma")]
    [InlineData("one bet: theta, x, y, a, b, r, d")]
    [InlineData("stake of the k-th restart")]
    [InlineData("whole grid, no restarts")]
    [InlineData("evidence over a ramp, with margin and restarts")]
    [InlineData("the same, capped per block (calm)")]
    [InlineData("proof of not worse")]
    [InlineData("rollback at which report; reports are x, y, n, weight")]
    public void Vector_OfTheReference_IsReproduced(string name)
    {
        var input = GoldenVectors.Input(name);
        var output = GoldenVectors.Output(name);

        var expected = output.ValueKind is JsonValueKind.Array ? output.Numbers() : [output.GetDouble()];

        GoldenVectors.AssertAgree(expected, [.. Answer(name, input).Select(each => (double?)each)]);
    }

    [Theory]
    [InlineData("HARM")]
    [InlineData("SAFE")]
    public void Grid_OfTheReference_IsOurs(string name)
    {
        var ours = name is "HARM" ? StakeGrid.Harm : StakeGrid.Safe;
        var theirs = GoldenVectors.Grids(name).Select(bet => bet.Values()).ToArray();

        Assert.Equal(theirs.Select(bet => bet[0]), ours.Sizes.ToArray());
        Assert.Equal(theirs.Select(bet => Math.Log(bet[1] / 100)), ours.LogShares.ToArray());
    }

    private static IEnumerable<double> Answer(string name, JsonElement input) => name switch
    {
        "log-gamma" => input.GetProperty("at").Values().Select(LogGamma.At),
        "stake of the k-th restart" => input.GetProperty("k").Values().Select(each => RestartStakes.Part((int)each)),
        "whole grid, no restarts" => input.GetProperty("blocks").EnumerateArray().Select(blocks => WholeGrid(input, blocks)),
        _ when name.StartsWith("one bet", StringComparison.Ordinal) => input.GetProperty("args").EnumerateArray().Select(OneBet),
        _ when name.StartsWith("rollback", StringComparison.Ordinal) => [RollbackAt(input)],
        _ => Steps(input),
    };

    private static double OneBet(JsonElement arguments)
    {
        var at = arguments.Values();
        return Bet.LogPayoff(at[0], at[1], at[2], at[3], at[4], new(at[5], at[6]));
    }

    private static double WholeGrid(JsonElement input, JsonElement blocks)
    {
        var evidence = new Api.Evidence.Evidence(input.Grid(), input.Margin(), Stake.Whole);
        foreach (var block in blocks.EnumerateArray())
        {
            Add(evidence, block.Values());
        }
        return evidence.LogValue;
    }

    private static IEnumerable<double> Steps(JsonElement input)
    {
        var cap = input.GetProperty("cap");
        var evidence = new Api.Evidence.Evidence(input.Grid(), input.Margin(), input.Stake())
        {
            Calm = cap.ValueKind is JsonValueKind.Null ? double.PositiveInfinity : cap.GetDouble(),
        };
        foreach (var step in input.GetProperty("steps").EnumerateArray())
        {
            if (step[0].ValueEquals("restart"))
            {
                evidence.Restart();
            }
            else
            {
                Add(evidence, [.. step.EnumerateArray().Skip(1).Select(each => each.GetDouble())]);
            }
            yield return evidence.LogValue;
        }
    }

    private static double RollbackAt(JsonElement input)
    {
        var evidence = new Api.Evidence.Evidence(StakeGrid.Harm, input.Margin());
        var number = 0;
        foreach (var report in input.GetProperty("reports").EnumerateArray().Select(each => each.Values()))
        {
            var (requests, weight) = (report[2], report[3]);
            evidence.Add(report[0], report[1], requests * weight, requests * (1 - weight));
            number++;
            if (Math.Log(input.Of("stake")) + evidence.LogValue >= Math.Log(1 / input.Of("alpha")))
            {
                return number;
            }
            if (number % input.Of("restart_every") is 0)
            {
                evidence.Restart();
            }
        }
        return double.NaN;
    }

    private static void Add(Api.Evidence.Evidence evidence, double[] block) => evidence.Add(block[0], block[1], block[2], block[3]);
}

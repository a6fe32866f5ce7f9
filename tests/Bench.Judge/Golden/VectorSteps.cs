using System.Text.Json;
using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Bench.Judge.Golden;

/// <summary>Golden vectors of evidence that grows step by step: its logarithm after each.</summary>
internal static class VectorSteps
{
    public static IEnumerable<double> Errors(JsonElement input)
    {
        var cap = input.GetProperty("cap").Flat().Single();
        var evidence = new Evidence(input.Grid(), input.Margin(), input.Stake()) { Calm = cap };
        return Play(input, step => evidence.Add(step[1].GetDouble(), step[2].GetDouble(), step[3].GetDouble(), step[4].GetDouble()), evidence.Restart, () => evidence.LogValue);
    }

    public static IEnumerable<double> Limit(JsonElement input)
    {
        var evidence = new LimitEvidence(input.Grid(), input.Number("limit"), input.Stake());
        return Play(input, step => evidence.Add(step[1].GetDouble(), step[2].GetDouble()), evidence.Restart, () => evidence.LogValue);
    }

    public static IEnumerable<double> Latency(JsonElement input)
    {
        var past = input.GetProperty("past").Counts();
        var rule = new LatencyRule(input.GetProperty("levels").Numbers(), input.Margin(), input.GetProperty("shift").GetInt32()) { Grid = input.Grid(), Stake = input.Stake() };
        var evidence = new LatencyEvidence(past.Length, rule);
        evidence.Remember(past);
        return Play(input, step => evidence.Add(step[1].Counts(), step[2].Counts(), step[3].GetDouble(), step[4].GetDouble()), evidence.Restart, () => evidence.LogValue);
    }

    /// <summary>The number of the report at which a share of the stake reaches the level.</summary>
    public static double RollbackAt(JsonElement input)
    {
        var evidence = new Evidence(StakeGrid.Harm, input.Margin());
        foreach (var (index, report) in input.List("reports").Select(each => each.Numbers()).Index())
        {
            evidence.Add(report[0], report[1], report[2] * report[3], report[2] * (1 - report[3]));
            if (Math.Log(input.Number("stake")) + evidence.LogValue >= -Math.Log(input.Number("alpha")))
            {
                return index + 1;
            }

            if ((index + 1) % input.Number("restart_every") == 0)
            {
                evidence.Restart();
            }
        }

        return double.PositiveInfinity;
    }

    private static IEnumerable<double> Play(JsonElement input, Action<JsonElement> add, Action restart, Func<double> value)
    {
        foreach (var step in input.List("steps"))
        {
            if (step[0].ValueEquals("restart"))
            {
                restart();
            }
            else
            {
                add(step);
            }

            yield return value();
        }
    }
}

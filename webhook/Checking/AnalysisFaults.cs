using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What is wrong with spec.analysis: steps, limits, hooks, alerts, traffic.</summary>
internal static class AnalysisFaults
{
    private const string Path = "spec.analysis";
    private static readonly string[] Percents =
        ["maxWeight", "stepWeight", "stepWeightPromotion", "mirrorWeight", "primaryReadyThreshold", "canaryReadyThreshold"];

    public static void Find(JsonObject spec, Findings found)
    {
        if (spec.At("analysis") is not JsonObject analysis)
        {
            found.Must(spec.At("analysis"), Path, "an object with interval, threshold and stepWeight, stepWeights or iterations");
            return;
        }

        found.Duration(analysis, Path, "interval");
        foreach (var field in Percents)
        {
            found.Whole(analysis, Path, field, 0, 100);
        }

        found.Whole(analysis, Path, "threshold", 0, int.MaxValue);
        found.Whole(analysis, Path, "inconclusiveThreshold", 0, int.MaxValue);
        found.Whole(analysis, Path, "erroredThreshold", 0, int.MaxValue);
        found.Whole(analysis, Path, "iterations", 0, int.MaxValue);
        Steps(analysis, found);
        StepWarnings.Find(analysis, found);
        found.Duration(analysis, Path, "timeout");
        found.Duration(analysis, Path, "maxHold");
        found.OneOf(analysis, Path, "onMaxHold", "alert", "rollback");
        if (analysis.At("onMaxHold") is { } end && analysis.At("maxHold") is null)
        {
            found.Idle(end, $"{Path}.onMaxHold", "maxHold is not set");
        }

        JudgingFaults.Find(analysis, Path, found);
        MetricFaults.Find(analysis, Path, found);
        HookFaults.Find(analysis, Path, found);
        Alerts(analysis, found);
        TrafficFaults.Find(spec, analysis, found);
    }

    private static void Steps(JsonObject analysis, Findings found)
    {
        found.Test(analysis, Path, "stepWeights", value => value is JsonArray, "a list of whole numbers from 1 to 100");
        var steps = analysis.At("stepWeights") as JsonArray ?? [];
        var before = 0m;
        for (var index = 0; index < steps.Count; index++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{Path}.stepWeights[{index}]");
            if (Findings.WholeOf(steps[index]) is not { } weight || weight is < 1 or > 100)
            {
                found.Must(steps[index], path, "a whole number from 1 to 100");
            }
            else if (weight <= before)
            {
                found.Must(steps[index], path, string.Create(CultureInfo.InvariantCulture, $"above the step before it, which is {before}"));
            }
            else
            {
                before = weight;
            }
        }

        // What is there and no number has its fault already.
        if (steps.Count == 0 && IsNothing(analysis.At("stepWeight")) && IsNothing(analysis.At("iterations")))
        {
            found.Add(Path, "one of stepWeight (1 to 100), stepWeights and iterations must be given: without any, no version is ever tried");
        }
    }

    private static bool IsNothing(JsonNode? value) => value is null || Findings.WholeOf(value) == 0;

    private static void Alerts(JsonObject analysis, Findings found)
    {
        foreach (var (alert, path) in found.Each(analysis, Path, "alerts"))
        {
            found.Require(alert, path, "name", value => value.Text() is not null, "a name");
            found.OneOf(alert, path, "severity", "", "info", "warn", "error");
            found.Require(alert.At("providerRef"), path + ".providerRef", "name", ObjectNames.IsObject, "the name of an AlertProvider");
            found.Test(alert.At("providerRef"), path + ".providerRef", "namespace", ObjectNames.IsLabel, ObjectNames.LabelWords);
        }
    }
}

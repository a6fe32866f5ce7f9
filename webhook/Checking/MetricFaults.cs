using System.Text.Json.Nodes;
using CanaryMesh.Api.Queries;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What is wrong with the checks of a Canary, and what of them can never fail or never pass.</summary>
internal static class MetricFaults
{
    private static readonly string[] BuiltIn = [CanaryDefaults.SuccessRateCheck, CanaryDefaults.RequestDurationCheck];

    public static void Find(JsonObject analysis, string analysisPath, Findings found)
    {
        foreach (var (metric, path) in found.Each(analysis, analysisPath, "metrics"))
        {
            found.Require(metric, path, "name", value => value.Text() is not null, $"{string.Join(" or ", BuiltIn)}, or a name of your own");
            found.Duration(metric, path, "interval");
            found.Test(metric, path, "threshold", value => Findings.NumberOf(value) is not null, "a number");
            Range(metric, path, found);
            Variables(metric, path, found);
            Source(metric, path, found);
        }
    }

    private static void Range(JsonObject metric, string path, Findings found)
    {
        if (metric.At("thresholdRange") is not { } range)
        {
            Unlimited(metric, path, found);
            return;
        }

        found.Test(range, path + ".thresholdRange", "min", value => Findings.NumberOf(value) is not null, "a number");
        found.Test(range, path + ".thresholdRange", "max", value => Findings.NumberOf(value) is not null, "a number");
        if (Findings.NumberOf(range.At("min")) is { } least && Findings.NumberOf(range.At("max")) is { } most && least > most)
        {
            found.Must(range.At("min"), path + ".thresholdRange.min", $"at most max, which is {range.At("max")!.ToJsonString()}: no value passes both");
        }

        if (metric.Text("name") == CanaryDefaults.SuccessRateCheck && Findings.NumberOf(range.At("min")) is > 100)
        {
            found.Must(range.At("min"), path + ".thresholdRange.min", "at most 100: it is a share in percent");
        }

        if (range is JsonObject && range.At("min") is null && range.At("max") is null)
        {
            found.Warn(path + ".thresholdRange", "it has neither min nor max, so this check can never fail");
        }
    }

    // Flagger takes an absent limit for 0.
    private static void Unlimited(JsonObject metric, string path, Findings found)
    {
        if (metric.At("threshold") is null && (metric.At("query") ?? metric.At("templateRef")) is not null)
        {
            found.Warn(path, "it has neither thresholdRange nor threshold: any value above 0 fails it");
        }
    }

    private static void Variables(JsonObject metric, string path, Findings found)
    {
        found.Test(metric, path, "templateVariables", value => value is JsonObject texts && texts.All(each => each.Value.Text() is not null), "names, each with a text");
        if (metric.At("templateVariables") is JsonObject { Count: > 0 } && metric.At("query") is null && metric.At("templateRef") is null)
        {
            found.Warn(path + ".templateVariables", "there is no query that reads them");
        }
    }

    private static Dictionary<string, string> Variables(JsonObject metric) => (metric.At("templateVariables") as JsonObject ?? [])
        .Where(each => each.Value.Text() is not null).ToDictionary(each => each.Key, each => each.Value.Text()!, StringComparer.Ordinal);

    private static void Source(JsonObject metric, string path, Findings found)
    {
        var reference = metric.At("templateRef");
        if (reference is not null)
        {
            found.Require(reference, path + ".templateRef", "name", ObjectNames.IsObject, "the name of a MetricTemplate");
            found.Test(reference, path + ".templateRef", "namespace", ObjectNames.IsLabel, ObjectNames.LabelWords);
        }

        if (metric.At("query") is { } query)
        {
            found.Test(metric, path, "query", value => value.Text() is { } text && !string.IsNullOrWhiteSpace(text), "a query");
            QueryFaults.Find(query.Text() ?? "", path + ".query", QuerySurface.PromQl, Variables(metric), found);
            if (reference is not null)
            {
                found.Add(path, "query and templateRef are both given; a check has one source");
            }
        }
        else if (reference is null && metric.Text("name") is { Length: > 0 } name && !BuiltIn.Contains(name))
        {
            found.Warn(path, $"\"{ShownText.Of(name)}\" is built in under no such name ({string.Join(" and ", BuiltIn)} are): without a templateRef or a query it never has a value; write one of them");
        }
    }
}

using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Cli.Rendering;

/// <summary>What came out of a replay.</summary>
internal static class ReplayText
{
    internal static string Of(DecisionRecord record, Replay replay)
    {
        var looks = record.Looks.Count is 1 ? "1 look" : $"{record.Looks.Count} looks";
        var text = replay.FirstDifference switch
        {
            null => $"The same verdict after {looks}: {Words.Decision(replay.Decision)}.\n",
            { } index when index < record.Looks.Count => $"Another verdict: look {index + 1} of {record.Looks.Count}, at {Words.Clock(record.Looks[index].Input.At)}, does not come out as it is written.\n",
            _ => $"Another verdict after {looks}: {Words.Decision(replay.Decision)}; written is {Words.Decision(record.Decision)}.\n",
        };
        return text + Others(record) + $"{ShownText.Line(record.Sentence)}\n";
    }

    internal static string Json(DecisionRecord record, Replay replay) => new JsonObject
    {
        ["same"] = replay.IsSame,
        ["ruling"] = replay.Decision.Ruling.ToString(),
        ["reasons"] = new JsonArray([.. replay.Decision.Reasons.Select(reason => (JsonNode)reason.ToString())]),
        ["looks"] = record.Looks.Count,
        ["firstDifference"] = replay.FirstDifference is { } index ? index : null,
    }.ToJsonString() + "\n";

    // What people, gates and deadlines decide is in no count.
    private static string Others(DecisionRecord record) => record.Outcome is { } outcome && outcome.Ruling != record.Decision.Ruling
        ? $"What was done was decided by others than the judge: {Words.Ruling(outcome.Ruling)}, {ShownText.Line(outcome.Reason)}.\n"
        : "";
}

using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Golden;

/// <summary>Compares an answer, or lists of events and calls, with what a step expects.</summary>
internal static class Expectations
{
    public static string? Differ(Comparison comparison, JsonObject expect, GoldenAnswer answer, Bindings bindings)
    {
        if (expect.Number("status") is { } status && status != answer.Status)
        {
            return $"status {status} expected, {answer.Status} seen: {(answer.Text.Length > 700 ? answer.Text[..700] : answer.Text).Trim()}";
        }

        var headers = expect.Object("headers") ?? [];
        if (HeaderDiffers(comparison, headers["Warning"], answer.Warnings, "Warning", bindings) is { } warning)
        {
            return warning;
        }

        if (HeaderDiffers(comparison, headers["Retry-After"], answer.RetryAfter, "Retry-After", bindings) is { } retry)
        {
            return retry;
        }

        if (expect.Array("stream") is { } stream)
        {
            return DifferList(comparison, stream, Lines(answer.Text), "stream", bindings);
        }

        if (expect.Object("pick") is { } pick)
        {
            return PickDiffers(comparison, pick, answer.Body, bindings);
        }

        return expect.ContainsKey("body") ? comparison.Differ(expect["body"], answer.Body, "", bindings) : null;
    }

    public static string? DifferList(Comparison comparison, JsonArray expected, IReadOnlyList<JsonNode?> seen, string what, Bindings bindings)
    {
        if (expected.Count != seen.Count)
        {
            return $"{expected.Count} {what} expected, {seen.Count} seen: {string.Join(" ", seen.Select(s => JsonText.Write(s) is var t && t.Length > 300 ? t[..300] : t))}";
        }

        for (var i = 0; i < expected.Count; i++)
        {
            var difference = expected[i] is JsonObject { Count: 1 } o && o["pick"] is JsonObject pick
                ? PickDiffers(comparison, pick, seen[i], bindings)
                : comparison.Differ(expected[i], seen[i], "", bindings);
            if (difference is not null)
            {
                return $"{what}[{i}]{difference}";
            }
        }

        return null;
    }

    private static string? PickDiffers(Comparison comparison, JsonObject pick, JsonNode? body, Bindings bindings)
    {
        foreach (var (pointer, expected) in pick)
        {
            if (comparison.Differ(expected, Picker.Pick(body, pointer), pointer, bindings) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static string? HeaderDiffers(Comparison comparison, JsonNode? expected, IReadOnlyList<string> seen, string name, Bindings bindings)
    {
        var found = seen.Count == 0 ? null : new JsonArray([.. seen.Select(s => JsonValue.Create(s))]);
        expected = expected is JsonValue one ? new JsonArray(one.CopyNode()) : expected;
        return comparison.Differ(expected, found, $"header {name}", bindings);
    }

    private static List<JsonNode?> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => BodyReader.Parse(Encoding.UTF8.GetBytes(l), false, [], out _))
            .Where(n => n is not JsonObject o || OpenWatch.Counts(o))];
}

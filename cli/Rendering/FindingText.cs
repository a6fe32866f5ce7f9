using System.Text.Json.Nodes;
using CanaryMesh.Cli.Preflight;

namespace CanaryMesh.Cli.Rendering;

/// <summary>Findings for people and for scripts.</summary>
internal static class FindingText
{
    internal static string Of(IReadOnlyList<Finding> findings) => string.Concat(
        findings.Select(each => $"{Word(each),-8} {each.Object}\n         {each.Seen}\n         -> {each.Do}\n").Append(
            $"{Count(findings, FindingLevel.Error)} errors, {Count(findings, FindingLevel.Warning)} warnings, {Count(findings, FindingLevel.Note)} notes\n"));

    internal static string Json(IReadOnlyList<Finding> findings) => new JsonArray(
        [.. findings.Select(each => new JsonObject { ["level"] = Word(each), ["object"] = each.Object, ["seen"] = each.Seen, ["do"] = each.Do })]).ToJsonString() + "\n";

    private static string Word(Finding finding) => finding.Level switch
    {
        FindingLevel.Error => "error",
        FindingLevel.Warning => "warning",
        FindingLevel.Note => "note",
    };

    private static int Count(IReadOnlyList<Finding> findings, FindingLevel level) => findings.Count(each => each.Level == level);
}

using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Api.Annotations;

/// <summary>Every fault of our annotations on a Deployment, in one answer: which, what it says, what is legal.</summary>
public static class AnnotationFaults
{
    // Written by us; hints that nobody trusts, so nobody checks them.
    private static readonly string[] Ours =
        [AnnotationNames.Managed, AnnotationNames.Held, AnnotationNames.Trial, AnnotationNames.Plan, AnnotationNames.Status];

    private static readonly string Names =
        string.Join(", ", AnnotationRules.ByName.Keys.Select(key => key[AnnotationNames.Prefix.Length..]).Order(StringComparer.Ordinal));

    /// <summary>One sentence for each.</summary>
    public static IReadOnlyList<string> Of(JsonObject deployment)
    {
        var faults = new List<string>();
        if (deployment.At("metadata", "annotations") is not JsonObject annotations)
        {
            return faults;
        }

        foreach (var (key, value) in annotations.Where(pair => pair.Key.StartsWith(AnnotationNames.Prefix, StringComparison.Ordinal)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!Ours.Contains(key) && FaultOf(key, value is JsonValue text && text.TryGetValue<string>(out var given) ? given : "") is { } fault)
            {
                faults.Add(fault);
            }
        }

        AddCrossed(annotations, faults);
        return faults;
    }

    private static string? FaultOf(string key, string value) =>
        !AnnotationRules.ByName.TryGetValue(key, out var rule) ? $"{ShownText.Of(key)}: there is no annotation of that name; there are {Names}"
        : rule.IsLegal(value) ? null
        : $"{key}: \"{ShownText.Of(value)}\" must be {rule.Words}";

    private static void AddCrossed(JsonObject annotations, List<string> faults)
    {
        if (Whole(annotations, AnnotationNames.StepWeight) is { } step && Whole(annotations, AnnotationNames.MaxWeight) is { } most && step > most)
        {
            faults.Add($"{AnnotationNames.StepWeight}: {step} must not be above {AnnotationNames.MaxWeight}, which is {most}");
        }
    }

    private static int? Whole(JsonObject annotations, string key) =>
        int.TryParse(annotations.Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Onboarding;

/// <summary>Every fault of our annotations on a Deployment, in one answer: which, what it says, what is legal.</summary>
internal static class AnnotationFaults
{
    private const int MostShown = 64;

    // Written by us; hints that nobody trusts, so nobody checks them.
    private static readonly string[] Ours =
        [AnnotationNames.Managed, AnnotationNames.Held, AnnotationNames.Trial, AnnotationNames.Plan, AnnotationNames.Status];

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

    /// <summary>A value as an answer can show it: short, on one line.</summary>
    public static string Shown(string value)
    {
        var shown = new StringBuilder();
        foreach (var rune in value.EnumerateRunes().Take(MostShown))
        {
            shown.Append(Rune.IsControl(rune) ? $"\\u{rune.Value.ToString("x4", CultureInfo.InvariantCulture)}" : rune.ToString());
        }

        return value.Length > MostShown ? $"{shown}… ({value.Length} characters)" : shown.ToString();
    }

    private static string? FaultOf(string key, string value) =>
        !AnnotationRules.ByName.TryGetValue(key, out var rule) ? $"{Shown(key)}: there is no annotation of that name"
        : rule.IsLegal(value) ? null
        : $"{key}: \"{Shown(value)}\" must be {rule.Words}";

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

using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Api.Annotations;

/// <summary>What each annotation of a team may say, and in which words it is asked for.</summary>
public static partial class AnnotationRules
{
    private const int MostReason = 256;

    /// <summary>The rule of each annotation by its whole name.</summary>
    public static readonly IReadOnlyDictionary<string, AnnotationRule> ByName = new Dictionary<string, AnnotationRule>(StringComparer.Ordinal)
    {
        [AnnotationNames.Enabled] = OneOf("true", "false"),
        [AnnotationNames.Interval] = new(IsInterval, "a duration of at least 1s and at most 30 days, such as 15s or 1m"),
        [AnnotationNames.Threshold] = new(text => IsWhole(text, 1, 1_000_000), "a whole number from 1 to 1000000"),
        [AnnotationNames.StepWeight] = new(text => IsWhole(text, 1, 100), "a whole number from 1 to 100"),
        [AnnotationNames.MaxWeight] = new(text => IsWhole(text, 1, 100), "a whole number from 1 to 100"),
        [AnnotationNames.SuccessRate] = new(text => IsDecimal(text) is >= 0 and <= 100, "a number from 0 to 100, in percent"),
        [AnnotationNames.RequestDuration] = new(text => IsDecimal(text) is > 0 and <= 3_600_000, "a number of milliseconds above 0 and at most 3600000"),
        [AnnotationNames.SteeringMode] = OneOf("always", "trial"),
        [AnnotationNames.Judge] = OneOf("strict", "advisory", "off"),
        [AnnotationNames.JudgePace] = OneOf("clock", "proof"),
        [AnnotationNames.JudgeSharedCause] = OneOf("hold", "blame"),
        [AnnotationNames.JudgeLimits] = OneOf("checks", "evidence"),
        [AnnotationNames.JudgePreset] = OneOf("cautious", "standard", "eager"),
        [AnnotationNames.JudgeCalm] = OneOf("true", "false"),
        [AnnotationNames.JudgeMargin] = new(text => ErrorMargin.Parse(text) is not null, ErrorMargin.Words),
        [AnnotationNames.MaxHold] = new(IsInterval, "a duration of at least 1s and at most 30 days, such as 30m or 2h"),
        [AnnotationNames.OnMaxHold] = OneOf("alert", "rollback"),
        [AnnotationNames.Ports] = new(text => PortList().IsMatch(text), "Service port names or numbers, parted by commas"),
        [AnnotationNames.Bypass] = new(IsReason, "the reason, one line of at most 256 characters"),
        [AnnotationNames.SkipAnalysis] = new(IsReason, "the reason, one line of at most 256 characters"),
        [AnnotationNames.ProxyPrefix + "cpu-request"] = Quantity("50m"),
        [AnnotationNames.ProxyPrefix + "cpu-limit"] = Quantity("500m"),
        [AnnotationNames.ProxyPrefix + "memory-request"] = Quantity("64Mi"),
        [AnnotationNames.ProxyPrefix + "memory-limit"] = Quantity("192Mi"),
        [AnnotationNames.ProxyPrefix + "native"] = OneOf("true", "false"),
        [AnnotationNames.ProxyPrefix + "log-level"] = OneOf("Trace", "Debug", "Information", "Warning", "Error"),
        [AnnotationNames.ProxyPrefix + "drain-seconds"] = new(text => IsWhole(text, 0, 300), "a whole number of seconds from 0 to 300"),
    };

    /// <summary>What an annotation says, if that is legal.</summary>
    public static string? Legal(JsonObject deployment, string name) =>
        deployment.Annotation(name) is { } text && ByName[name].IsLegal(text) ? text : null;

    private static AnnotationRule OneOf(params string[] values) => new(values.Contains, string.Join(" or ", values.Select(value => $"\"{value}\"")));

    private static AnnotationRule Quantity(string example) => new(Quantities.IsPositive, $"a positive quantity such as {example}");

    private static bool IsReason(string text) => text.Length <= MostReason && !text.Any(char.IsControl) && (text.Length == 0 || !string.IsNullOrWhiteSpace(text));

    private static bool IsWhole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    private static decimal? IsDecimal(string text) =>
        text.Length <= 16 && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsInterval(string text) => Durations.Parse(text) is { } duration && duration >= TimeSpan.FromSeconds(1);

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\s*,\s*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){0,31}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex PortList();
}

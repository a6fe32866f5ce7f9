using System.Globalization;
using System.Text.RegularExpressions;

namespace CanaryMesh.Webhook.Onboarding;

/// <summary>Kubernetes quantities, as far as requests and limits need them.</summary>
internal static partial class Quantities
{
    public static bool IsPositive(string text) =>
        text.Length <= 32 && Form().Match(text) is { Success: true } match
        && decimal.TryParse(match.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number > 0;

    [GeneratedRegex(@"^(?<number>[0-9]{1,15}(\.[0-9]{1,9})?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

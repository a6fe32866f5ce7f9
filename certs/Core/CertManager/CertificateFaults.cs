using System.Globalization;
using System.Text.RegularExpressions;

namespace CanaryMesh.Certs.CertManager;

/// <summary>What is wrong with one Certificate by itself.</summary>
internal static partial class CertificateFaults
{
    private static readonly TimeSpan ShortestDuration = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestRenewal = TimeSpan.FromMinutes(5);

    public static IEnumerable<string> Of(YamlDocument certificate)
    {
        var name = $"Certificate {certificate.Name}";
        if (certificate.Text("spec", "secretName").Length == 0)
        {
            yield return $"{name}: secretName is missing";
        }

        if (certificate.Text("spec", "privateKey", "algorithm") is not "ECDSA")
        {
            yield return $"{name}: privateKey.algorithm must be ECDSA";
        }

        if (certificate.Text("spec", "isCA") != "true" && certificate.Text("spec", "privateKey", "rotationPolicy") != "Always")
        {
            yield return $"{name}: privateKey.rotationPolicy must be Always, or the key is never replaced before cert-manager 1.18";
        }

        if (Times(certificate) is { } fault)
        {
            yield return $"{name}: {fault}";
        }
    }

    private static string? Times(YamlDocument certificate)
    {
        var (duration, before) = (Duration(certificate.Text("spec", "duration")), Duration(certificate.Text("spec", "renewBefore")));
        return duration is null || before is null ? "duration and renewBefore must be durations such as 2160h; there is no d"
            : duration < ShortestDuration || before < ShortestRenewal ? "duration is at least 1h and renewBefore at least 5m"
            : before >= duration ? "renewBefore must be shorter than duration"
            : null;
    }

    private static TimeSpan? Duration(string text)
    {
        var match = Form().Match(text);
        return match.Success && text.Length > 0
            ? TimeSpan.FromHours(Number(match.Groups["h"])) + TimeSpan.FromMinutes(Number(match.Groups["m"])) + TimeSpan.FromSeconds(Number(match.Groups["s"]))
            : null;
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?:(?<h>\d{1,6})h)?(?:(?<m>\d{1,6})m)?(?:(?<s>\d{1,6})s)?$")]
    private static partial Regex Form();
}

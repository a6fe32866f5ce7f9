using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking;

/// <summary>Kubernetes' own rules for names, in the words of a message.</summary>
internal static partial class ObjectNames
{
    public const string Words = "the name of an object: lower-case letters, digits, '-' and '.', at most 253 characters";
    public const string LabelWords = "lower-case letters, digits and '-', beginning and ending with a letter or digit, at most 63 characters";
    public const string ServiceWords = "lower-case letters, digits and '-', beginning with a letter, at most 63 characters";
    public const string PortWords = "a number from 1 to 65535, or the name of a container's port: lower-case letters, digits and '-', a letter among them, at most 15 characters";

    public static bool IsObject(JsonNode? value) => value.Text() is { Length: <= 253 } text && Subdomain().IsMatch(text);

    public static bool IsLabel(JsonNode? value) => value.Text() is { Length: <= 63 } text && Label().IsMatch(text);

    public static bool IsPort(JsonNode? value) =>
        Findings.WholeOf(value) is { } number ? number is >= 0 and <= 65535 : value.Text() is { Length: <= 15 } text && (text is "0" || Port().IsMatch(text));

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Subdomain();

    [GeneratedRegex(@"^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Port();
}

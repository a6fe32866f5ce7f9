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

    public const string LabelValueWords = "empty, or letters, digits, '-', '_' and '.', beginning and ending with a letter or digit, at most 63 characters";
    public const string KeyWords = "a key: letters, digits, '-', '_' and '.', beginning and ending with a letter or digit, at most 63 characters, after a DNS name and '/' if it has a prefix";

    public static bool IsObject(JsonNode? value) => value.Text() is { Length: <= 253 } text && Subdomain().IsMatch(text);

    public static bool IsLabel(JsonNode? value) => value.Text() is { Length: <= 63 } text && Label().IsMatch(text);

    public static bool IsLabelValue(JsonNode? value) => value.Text() is { Length: <= 63 } text && (text.Length == 0 || Qualified().IsMatch(text));

    /// <summary>A label's or an annotation's key; an annotation's prefix may have capitals.</summary>
    public static bool IsKey(string key, bool isLabel) => key.Split('/') switch
    {
        [var name] => IsKeyName(name),
        [{ Length: <= 253 } prefix, var name] => (isLabel ? Subdomain() : AnyCaseSubdomain()).IsMatch(prefix) && IsKeyName(name),
        _ => false,
    };

    public static bool IsPort(JsonNode? value) =>
        Findings.WholeOf(value) is { } number ? number is >= 0 and <= 65535 : value.Text() is { Length: <= 15 } text && (text is "0" || Port().IsMatch(text));

    private static bool IsKeyName(string name) => name.Length <= 63 && Qualified().IsMatch(name);

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Subdomain();

    [GeneratedRegex(@"^[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?(\.[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex AnyCaseSubdomain();

    [GeneratedRegex(@"^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Qualified();

    [GeneratedRegex(@"^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Port();
}

using System.Text.RegularExpressions;

namespace CanaryMesh.Analyzer.Routing.GatewayApi;

/// <summary>What the schema of an HTTPRoute takes; each test beside the words that end a sentence with "must be".</summary>
internal static partial class LegalText
{
    public const string HeaderNameWords = "the name of a header";
    public const string HostnameWords = "a host name in lower case without a port, such as shop.example.com or *.example.com; without any, the route is for every host";
    public const string AuthorityWords = "a host name in lower case without a port, such as shop.example.com";
    public const string PathWords = "a path that begins with / and has neither //, /./, /../, %2F, # nor ? in it";
    public const string DurationWords = "a duration such as 15s, 1m30s or 500ms, of whole numbers";
    public const string OriginWords = "an origin such as https://example.com or https://*.example.com, or * alone";

    public static readonly IReadOnlyList<string> Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];

    private const int LongestName = 256;
    private const int LongestHost = 253;
    private const int LongestPath = 1024;

    public static bool IsHeaderName(string text) => text.Length <= LongestName && Token().IsMatch(text);

    public static bool IsHostname(string text) => text.Length <= LongestHost && Host().IsMatch(text);

    public static bool IsAuthority(string text) => IsHostname(text) && !text.StartsWith('*');

    public static bool IsPath(string text) => text.Length is > 0 and <= LongestPath && PlainPath().IsMatch(text) && !Climbs().IsMatch(text);

    public static bool IsDuration(string text) => Duration().IsMatch(text);

    public static bool IsOrigin(string text) => text == "*" || (text.Length <= LongestHost && Origin().IsMatch(text));

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+\-.^_`|~]+\z")]
    private static partial Regex Token();

    [GeneratedRegex(@"^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Host();

    [GeneratedRegex(@"^/([-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex PlainPath();

    [GeneratedRegex(@"//|/\.\.?/|/\.\.?\z|%2[fF]")]
    private static partial Regex Climbs();

    [GeneratedRegex(@"^([0-9]{1,5}(h|m|s|ms)){1,4}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Duration();

    [GeneratedRegex(@"^https?://((\*\.)?([a-zA-Z0-9\-]+\.)*[a-zA-Z0-9-]+|\*)(:[0-9]{1,5})?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Origin();
}

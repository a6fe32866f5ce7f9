using System.Text.RegularExpressions;

namespace CanaryMesh.Cluster.Selectors;

/// <summary>What label keys, label values and names may look like, in the server's words.</summary>
internal static partial class LabelRules
{
    private const string NameRule = "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    private const string ValueRule = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
    private const string SubdomainRule = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
    private const string LabelRule = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
    private const string Label1035Rule = "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

    public static string? KeyFault(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var name = key[(slash + 1)..];
        if (slash == 0)
        {
            return "prefix part must be non-empty";
        }

        if (slash > 0 && SubdomainFault(key[..slash]) is { } prefix)
        {
            return "prefix part " + prefix;
        }

        return name.Length == 0 ? "name part must be non-empty" : name.Length > 63 ? "name part must be no more than 63 bytes" : QualifiedName().IsMatch(name) ? null : NameRule;
    }

    public static string? ValueFault(string value) =>
        value.Length > 63 ? "must be no more than 63 bytes" : value.Length == 0 || QualifiedName().IsMatch(value) ? null : ValueRule;

    public static string? SubdomainFault(string name) =>
        name.Length > 253 ? "must be no more than 253 bytes" : Subdomain().IsMatch(name) ? null : SubdomainRule;

    public static string? LabelFault(string name) =>
        name.Length > 63 ? "must be no more than 63 bytes" : Label().IsMatch(name) ? null : LabelRule;

    public static string? Label1035Fault(string name) =>
        name.Length > 63 ? "must be no more than 63 bytes" : Label1035().IsMatch(name) ? null : Label1035Rule;

    [GeneratedRegex("^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\\z")]
    private static partial Regex QualifiedName();

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\z")]
    private static partial Regex Subdomain();

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?\\z")]
    private static partial Regex Label();

    [GeneratedRegex("^[a-z]([-a-z0-9]*[a-z0-9])?\\z")]
    private static partial Regex Label1035();
}

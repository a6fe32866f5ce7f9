using System.Security.Cryptography;
using System.Text;

namespace CanaryMesh.Api.Names;

/// <summary>Names derived from a target's: those of its copy and of the Services of one side each. Where the plain name would be no legal
/// one (a Service's has no dots, begins with a letter and ends at 63 characters) it is rewritten, with a hash so that it stays unique.</summary>
public static class SideNames
{
    /// <summary>Longest name of a Deployment that still leaves room for those of its ReplicaSets.</summary>
    public const int MostDeployment = 253 - 11;

    private const int MostLabel = 63;
    private const int MostObject = 253;
    private const int HashLength = 8;

    /// <summary>The Deployment of the version on trial.</summary>
    public static string Copy(string target) => Ended(target, "-" + AnnotationNames.Canary, MostDeployment);

    /// <summary>The Service of one side.</summary>
    public static string Service(string target, string track)
    {
        var plain = $"{target}-{track}";
        return IsServiceName(plain) ? plain : Cut(Stem(target), target, "-" + track, MostLabel);
    }

    /// <summary>A label's value with an ending.</summary>
    public static string Label(string value, string ending) => value.Length == 0 ? ending.TrimStart('-') : Ended(value, ending, MostLabel);

    /// <summary>Whether a Service may have the name.</summary>
    public static bool IsServiceName(string name) =>
        name is { Length: > 0 and <= MostLabel } && char.IsAsciiLetterLower(name[0]) && name[^1] != '-' && name.All(IsServiceCharacter);

    /// <summary>The NetworkPolicy that says of a target's copy what another says of the target, as its subject or as a peer: no two policies,
    /// targets or roles share one.</summary>
    public static string Twin(string policy, string target, string role) =>
        Cut(policy, $"{policy}/{target}/{role}", $"-{AnnotationNames.Canary}-{role}", MostObject);

    /// <summary>An object's name with an ending.</summary>
    internal static string Object(string value, string ending) => Ended(value, ending, MostObject);

    private static string Ended(string value, string ending, int most) =>
        value.Length + ending.Length <= most ? value + ending : Cut(value, value, ending, most);

    private static string Cut(string stem, string whole, string ending, int most)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)))[..HashLength];
        var room = most - ending.Length - HashLength - 1;
        return $"{stem[..Math.Min(stem.Length, room)].TrimEnd('-', '.', '_')}-{hash}{ending}";
    }

    private static string Stem(string target)
    {
        var letters = string.Concat(target.Select(each => IsServiceCharacter(each) ? each : '-'));
        return letters.Length > 0 && char.IsAsciiLetterLower(letters[0]) ? letters : "s-" + letters.TrimStart('-');
    }

    private static bool IsServiceCharacter(char each) => char.IsAsciiLetterLower(each) || char.IsAsciiDigit(each) || each == '-';
}

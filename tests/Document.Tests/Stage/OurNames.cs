using System.Text.RegularExpressions;

namespace CanaryMesh.Document.Tests.Stage;

/// <summary>Commands of the document with the names of our installation for Flagger's.</summary>
internal static partial class OurNames
{
    public static string In(string command) => FlaggersName().Replace(command.Replace("-n istio-system", "-n canarymesh-system", StringComparison.Ordinal), "canarymesh-analyzer");

    /// <summary>The same for an app of the document that has a namespace of its own here.</summary>
    public static string In(string command, string @namespace) => In(command).Replace("-n footanalytics", $"-n {@namespace}", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<=deployment/|app\.kubernetes\.io/name=)flagger(?![\w-])")]
    private static partial Regex FlaggersName();
}

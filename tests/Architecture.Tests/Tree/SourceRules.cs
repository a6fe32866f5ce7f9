using System.Text.RegularExpressions;

namespace CanaryMesh.Architecture.Tests.Tree;

/// <summary>What may not stand in a source file; each answer names the file and the fault.</summary>
internal static partial class SourceRules
{
    private const int MostLines = 400;
    private const int MostLinesOfProgram = 100;

    private static readonly string[] BannedSuffixes = ["Manager", "Helper", "Util", "Utils", "Utility", "Common", "Base", "Info", "Data", "Processor"];
    private static readonly string[] BannedNames = ["Service", "Handler"];

    // The outcome of a query that found nothing: the field's own word.
    private static readonly string[] LegalNames = ["NoData"];
    private static readonly string[] YarpFolders = ["Forwarding", "Routing"];

    public static IEnumerable<string> Size(SourceFile file)
    {
        var most = file.Name is "Program.cs" ? MostLinesOfProgram : MostLines;
        return file.LineCount > most ? [$"{file.Path}: {file.LineCount} lines, at most {most}"] : [];
    }

    public static IEnumerable<string> TypeNames(SourceFile file) => Declaration().Matches(file.Text)
        .Select(match => match.Groups["name"].Value)
        .Where(name => !LegalNames.Contains(name))
        .Where(name => BannedNames.Contains(name) || BannedSuffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal)))
        .Select(name => $"{file.Path}: {name} says nothing");

    public static IEnumerable<string> KubernetesClient(SourceFile file) =>
        KubernetesUse().IsMatch(file.Text) && !file.Folders.SkipLast(1).Contains("Kubernetes") ? [$"{file.Path}: uses KubernetesClient"] : [];

    public static IEnumerable<string> Yarp(SourceFile file) =>
        YarpUse().IsMatch(file.Text) && !(file.Folders[0] is "proxy" && file.Folders.Length > 2 && YarpFolders.Contains(file.Folders[1]))
            ? [$"{file.Path}: uses YARP"]
            : [];

    public static IEnumerable<string> Words(SourceFile file) => BannedWord().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}");

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|protected|file|sealed|static|abstract|readonly|partial|ref)\s+)*(?:class|record\s+struct|record\s+class|record|struct|interface|enum)\s+(?<name>[A-Za-z_]\w*)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\busing\s+k8s\s*[.;]|(?<![.\w])k8s\.(?:[A-Z]|models\b)")]
    private static partial Regex KubernetesUse();

    [GeneratedRegex(@"\bYarp\.")]
    private static partial Regex YarpUse();

    [GeneratedRegex(@"#pragma\s+warning\s+disable|\bThread\.Sleep\b|\bTODO\b|\bFIXME\b|\bHACK\b|#region\b")]
    private static partial Regex BannedWord();
}

namespace CanaryMesh.Document.Tests.Stories;

/// <summary>Blocks of the document put where they belong in a manifest. Their text stays as it is, but for what a test says it changes.</summary>
internal static class Fragments
{
    /// <summary>A whole Canary around an analysis and the lists under it.</summary>
    public static string Canary(string @namespace, string name, int port, string analysis, params IEnumerable<string> lists) => $$"""
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata: {name: {{name}}, namespace: {{@namespace}}}
        spec:
          targetRef: {apiVersion: apps/v1, kind: Deployment, name: {{name}}}
          service: {port: {{port}}, targetPort: {{port}}}

        """ + Under(analysis, lists);

    /// <summary>The analysis of a Canary, at its place in the spec.</summary>
    public static string Under(string analysis, params IEnumerable<string> lists) => Indented(analysis, 2) + string.Concat(lists.Select(list => Indented(list, 4)));

    /// <summary>Several blocks that write the same list.</summary>
    public static string Joined(params IEnumerable<string> blocks) => blocks.First() + string.Concat(blocks.Skip(1).Select(Items));

    /// <summary>The items of a list, without its name.</summary>
    public static string Items(string block) => block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..];

    public static string Indented(string text, int by) =>
        string.Concat(text.TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? "\n" : new string(' ', by) + line + "\n"));
}

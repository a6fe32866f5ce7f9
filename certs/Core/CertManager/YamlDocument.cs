using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CanaryMesh.Certs.CertManager;

/// <summary>One object of a manifest, read by path; what is not there is empty.</summary>
internal sealed class YamlDocument(YamlNode root)
{
    public string Kind => Text("kind");

    public string Name => Text("metadata", "name");

    public string Namespace => Text("metadata", "namespace");

    public bool IsOfCertManager => Text("apiVersion") == CertManagerNames.ApiVersion;

    /// <summary>All documents of a text, or null with the place that cannot be read.</summary>
    public static IReadOnlyList<YamlDocument>? Read(string text, out string? fault)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            fault = null;
            return [.. stream.Documents.Select(each => new YamlDocument(each.RootNode))];
        }
        // The scanner throws more than its own exception.
        catch (Exception exception) when (exception is YamlException or ArgumentException or InvalidOperationException)
        {
            fault = $"not YAML: {exception.Message}";
            return null;
        }
    }

    public string Text(params IReadOnlyList<string> path) => (At(root, path) as YamlScalarNode)?.Value ?? "";

    public IReadOnlyList<string> Texts(params IReadOnlyList<string> path) =>
        At(root, path) is YamlSequenceNode list ? [.. list.OfType<YamlScalarNode>().Select(each => each.Value ?? "")] : [];

    public IReadOnlyList<YamlDocument> Items(params IReadOnlyList<string> path) =>
        At(root, path) is YamlSequenceNode list ? [.. list.Select(each => new YamlDocument(each))] : [];

    private static YamlNode? At(YamlNode? node, IReadOnlyList<string> path)
    {
        foreach (var step in path)
        {
            node = node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(step), out var child) ? child : null;
        }

        return node;
    }
}

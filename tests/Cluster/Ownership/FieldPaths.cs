using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Ownership;

/// <summary>Sets of field paths; a path is its elements (f:name, k:{keys}, v:value) joined by line breaks.</summary>
internal static class FieldPaths
{
    public const char Separator = '\n';

    public static string Join(string path, string element) => path.Length == 0 ? element : path + Separator + element;

    public static HashSet<string> Parse(JsonObject? fields)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        Walk(fields ?? [], "", paths);
        return paths;
    }

    public static JsonObject Write(IEnumerable<string> paths)
    {
        var root = new JsonObject();
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            var node = root;
            foreach (var element in path.Split(Separator))
            {
                if (node[element] is not JsonObject next)
                {
                    next = [];
                    node[element] = next;
                }

                node = next;
            }

            node["."] = new JsonObject();
        }

        DropLoneDots(root);
        return root;
    }

    /// <summary>.spec.ports[port=80,protocol="TCP"].targetPort</summary>
    public static string Words(string path) => string.Concat(path.Split(Separator).Select(e => e[0] switch
    {
        'f' => "." + e[2..],
        'k' => "[" + string.Join(',', (Parsed(e[2..]) as JsonObject ?? []).Select(p => $"{p.Key}={JsonText.Write(p.Value)}")) + "]",
        _ => "[=" + e[2..] + "]",
    }));

    public static JsonNode? Parsed(string json) => BodyReader.Parse(System.Text.Encoding.UTF8.GetBytes(json), false, [], out _);

    public static bool IsUnder(string path, string parent) => path.Length > parent.Length && path[parent.Length] == Separator && path.StartsWith(parent, StringComparison.Ordinal);

    private static void Walk(JsonObject node, string path, HashSet<string> paths)
    {
        foreach (var (name, child) in node)
        {
            if (name == ".")
            {
                paths.Add(path);
            }
            else if (child is JsonObject { Count: > 0 } inner)
            {
                Walk(inner, Join(path, name), paths);
            }
            else
            {
                paths.Add(Join(path, name));
            }
        }
    }

    private static void DropLoneDots(JsonObject node)
    {
        if (node.Count == 1 && node.ContainsKey("."))
        {
            node.Remove(".");
            return;
        }

        foreach (var (_, child) in node)
        {
            if (child is JsonObject inner)
            {
                DropLoneDots(inner);
            }
        }
    }
}
